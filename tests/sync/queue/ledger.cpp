#include "sync/queue/ledger.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "hineni/queue.hpp"
#include "hineni/seal.hpp"
#include "sync/queue/database.hpp"
#include "tests/support/envelopes.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;

namespace {

std::vector<EntryId> some_ids(std::size_t count) {
    std::vector<EntryId> ids(count);
    std::ranges::generate(ids, new_entry_id);
    std::ranges::sort(ids);
    return ids;
}

Moment moment(std::optional<std::int64_t> unix_s) {
    Moment when;
    when.boot.fill(7);
    when.since_boot = Monotonic(5000);
    when.unix_s = unix_s;
    when.within_s = 60;
    return when;
}

Ledger ledger_in(const std::filesystem::path& state) {
    auto ledger = Ledger::open(state);
    REQUIRE_MESSAGE(ledger, ledger.error().what);
    return std::move(*ledger);
}

}  // namespace

TEST_CASE("what is recorded is there after the program ends") {
    const FreshFolder state;
    const auto ids = some_ids(6);
    Change change;
    change.delivered = {ids[0], ids[1]};
    change.set_aside = {{ids[2], "too large"}};
    change.when = moment(1'800'000'000);
    change.plans = {{"name", {ids[3], ids[4]}}, {"other", {ids[5]}}};
    change.hindrance = Hindrance{"no network", "wait"};
    REQUIRE(ledger_in(state.path()).record(change));

    auto ledger = ledger_in(state.path());
    CHECK(ledger.settled().value() == std::vector<EntryId>{ids[0], ids[1], ids[2]});
    CHECK(ledger.plans().value() == change.plans);
    const auto standing = read_standing(state.path()).value();
    CHECK(standing.delivered == 2);
    CHECK(standing.set_aside == 1);
    CHECK(standing.reasons.front() == std::pair<std::string, std::size_t>{"too large", 1});
    CHECK(standing.last_delivery->unix_s == 1'800'000'000);
    CHECK(standing.last_delivery->since_boot == Monotonic(5000));
    CHECK(standing.hindrance == change.hindrance);
}

TEST_CASE("each record takes the place of the plans and the hindrance before") {
    const FreshFolder state;
    auto ledger = ledger_in(state.path());
    const auto ids = some_ids(3);
    Change first;
    first.plans = {{"first", {ids[0], ids[1]}}};
    first.hindrance = Hindrance{"no network", ""};
    REQUIRE(ledger.record(first));
    Change second;
    second.delivered = {ids[0], ids[1]};
    second.when = moment(std::nullopt);
    second.plans = {{"second", {ids[2]}}};
    REQUIRE(ledger.record(second));
    CHECK(ledger.plans().value() == second.plans);
    CHECK_FALSE(read_standing(state.path())->hindrance.has_value());
    CHECK_FALSE(read_standing(state.path())->last_delivery->unix_s.has_value());
    REQUIRE(ledger.record({}));
    CHECK(ledger.plans().value().empty());
    CHECK(read_standing(state.path())->last_delivery.has_value());
}

TEST_CASE("what the drop has stays delivered, and what was set aside can still be delivered") {
    const FreshFolder state;
    auto ledger = ledger_in(state.path());
    const auto ids = some_ids(2);
    Change change;
    change.delivered = {ids[0]};
    change.set_aside = {{ids[1], "refused"}};
    REQUIRE(ledger.record(change));
    Change turned;
    turned.delivered = {ids[1]};
    turned.set_aside = {{ids[0], "refused"}};
    REQUIRE(ledger.record(turned));
    CHECK(read_standing(state.path())->delivered == 2);
    CHECK(read_standing(state.path())->set_aside == 0);
}

TEST_CASE("a record that cannot be written changes nothing") {
    const FreshFolder state;
    auto ledger = ledger_in(state.path());
    const auto ids = some_ids(2);
    Change good;
    good.plans = {{"good", {ids[0]}}};
    REQUIRE(ledger.record(good));
    Change broken;
    broken.delivered = {ids[0]};
    broken.plans = {{"broken", {ids[0]}}, {"broken", {ids[1]}}};
    CHECK_FALSE(ledger.record(broken).has_value());
    CHECK(ledger.settled()->empty());
    CHECK(ledger.plans().value() == good.plans);
    CHECK(ledger.record(broken = good).has_value());
}

TEST_CASE("a second sync is refused, and reading is not") {
    const FreshFolder state;
    const auto ledger = ledger_in(state.path());
    const auto second = Ledger::open(state.path());
    REQUIRE_FALSE(second);
    CHECK_FALSE(second.error().hint.empty());
    CHECK(read_standing(state.path()).has_value());
}

TEST_CASE("no queue and no ledger is nothing yet, and reading makes neither") {
    const FreshFolder state;
    const auto standing = read_standing(state.path());
    REQUIRE(standing);
    CHECK(standing->safe_here == 0);
    CHECK(standing->waiting == 0);
    CHECK(std::filesystem::is_empty(state.path()));
    CHECK(read_standing(state / "not made yet").has_value());
}

TEST_CASE("waiting is what the queue holds and the ledger does not know") {
    const FreshFolder state;
    std::vector<EntryId> ids;
    {
        auto queue = Queue::open(state.path()).value();
        for (int i = 0; i < 5; ++i) {
            const auto envelope = noise_envelope();
            REQUIRE(queue.add(envelope));
            ids.push_back(envelope.id);
        }
    }
    Change change;
    change.delivered = {ids[0], ids[1]};
    change.set_aside = {{ids[2], "refused"}};
    change.plans = {{"on its way", {ids[3]}}};
    REQUIRE(ledger_in(state.path()).record(change));
    const auto standing = read_standing(state.path()).value();
    CHECK(standing.safe_here == 5);
    CHECK(standing.delivered == 2);
    CHECK(standing.set_aside == 1);
    CHECK(standing.waiting == 2);
}

TEST_CASE("a file that is no ledger is refused and stays as it was") {
    const FreshFolder state;
    std::ofstream(state / "deliveries.db") << std::string(5000, 'x');
    CHECK_FALSE(Ledger::open(state.path()).has_value());
    CHECK_FALSE(read_standing(state.path()).has_value());
    CHECK(std::filesystem::file_size(state / "deliveries.db") == 5000);
}

TEST_CASE("once delivered, the file does not tell which entries travelled together") {
    const FreshFolder state;
    {
        auto ledger = ledger_in(state.path());
        const auto ids = some_ids(2);
        Change change;
        change.plans = {{"abcdef-bundle-name", ids}};
        REQUIRE(ledger.record(change));
        Change done;
        done.delivered = ids;
        done.when = moment(std::nullopt);
        REQUIRE(ledger.record(done));
    }
    for (const auto& entry : std::filesystem::directory_iterator(state.path())) {
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes(std::istreambuf_iterator<char>(file), {});
        CHECK(bytes.find("abcdef-bundle-name") == std::string::npos);
    }
}

TEST_CASE("a commit in progress is seen from outside, and its end too") {
    const FreshFolder state;
    CHECK_FALSE(being_written(state / "queue.db"));
    static_cast<void>(ledger_in(state.path()));
    int ready[2];
    int go[2];
    REQUIRE(pipe(ready) == 0);
    REQUIRE(pipe(go) == 0);
    const auto child = fork();
    if (child == 0) {
        const Kind kind{0x48694C67, 1, "", "ledger"};
        auto database = Database::open_to_write(state / "deliveries.db", kind);
        if (!database) _exit(1);
        char byte = 0;
        {
            auto transaction = Transaction::begin(*database);
            static_cast<void>(::write(ready[1], "x", 1) < 0);
            static_cast<void>(::read(go[0], &byte, 1) < 0);
        }
        static_cast<void>(::write(ready[1], "x", 1) < 0);
        static_cast<void>(::read(go[0], &byte, 1) < 0);
        _exit(0);
    }
    char byte = 0;
    REQUIRE(::read(ready[0], &byte, 1) == 1);
    CHECK(being_written(state / "deliveries.db"));
    REQUIRE(::write(go[1], "x", 1) == 1);
    REQUIRE(::read(ready[0], &byte, 1) == 1);
    CHECK_FALSE(being_written(state / "deliveries.db"));
    REQUIRE(::write(go[1], "x", 1) == 1);
    int status = 1;
    waitpid(child, &status, 0);
    CHECK(status == 0);
    for (const int end : {ready[0], ready[1], go[0], go[1]}) ::close(end);
}

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

std::vector<Listed> some(std::size_t count) {
    std::vector<Listed> entries(count);
    for (auto& entry : entries) entry = {new_entry_id(), new_entry_id().bytes};
    std::ranges::sort(entries);
    return entries;
}

Plan plan(std::string name, std::vector<Listed> entries) {
    return {std::move(name), 1, std::move(entries), {1, 2, 3}};
}

Boot boot(std::int64_t number, Monotonic lasted = Monotonic(5000)) {
    Boot made{number, {}, lasted, {}};
    made.id.fill(static_cast<std::uint8_t>(number));
    return made;
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
    const auto entries = some(7);
    const std::vector<Plan> plans{plan("name", {entries[3], entries[4]}), plan("other", {entries[5]})};
    Change change;
    change.planned = plans;
    change.delivered = {plan("sent", {entries[0], entries[1]})};
    change.set_aside = {{entries[2], 1, "too large"}};
    change.received = {entries[6]};
    change.when = moment(1'800'000'000);
    change.chains = {{1, event_tag("vigil"), {7}, {8}, 3, {9}, 12, 10}};
    change.boot = boot(4);
    change.boot->known = {moment(1'800'000'000)};
    change.boot->known[0].boot = change.boot->id;
    change.hindrance = Hindrance{"no network", "wait"};
    REQUIRE(ledger_in(state.path()).record(change));

    auto ledger = ledger_in(state.path());
    CHECK(ledger.settled()->size() == 4);
    CHECK(ledger.plans().value() == plans);
    CHECK(ledger.chains().value() == change.chains);
    CHECK(ledger.listed(1).value() ==
          std::vector<Listed>{entries[0], entries[1], entries[2], entries[3], entries[4], entries[5]});
    CHECK(ledger.known(entries[1].id).value()->mark == entries[1].mark);
    const auto boots = ledger.boots().value();
    REQUIRE(boots.size() == 1);
    CHECK(boots[0].number == 4);
    CHECK(boots[0].lasted == Monotonic(5000));
    CHECK(boots[0].known.at(0).unix_s == 1'800'000'000);
    const auto standing = read_standing(state.path()).value();
    CHECK(standing.delivered == 3);
    CHECK(standing.received == 1);
    CHECK(standing.set_aside == 1);
    CHECK(standing.reasons.front() == std::pair<std::string, std::size_t>{"too large", 1});
    CHECK(standing.last_delivery->unix_s == 1'800'000'000);
    CHECK(standing.last_delivery->since_boot == Monotonic(5000));
    CHECK(standing.hindrance == change.hindrance);
}

TEST_CASE("a plan stays until it is delivered or let go, and the hindrance until the next record") {
    const FreshFolder state;
    auto ledger = ledger_in(state.path());
    const auto entries = some(3);
    const auto first = plan("first", {entries[0], entries[1]});
    const auto second = plan("second", {entries[2]});
    Change change;
    change.planned = {first, second};
    change.hindrance = Hindrance{"no network", ""};
    REQUIRE(ledger.record(change));
    Change arrived;
    arrived.delivered = {first};
    arrived.when = moment(std::nullopt);
    REQUIRE(ledger.record(arrived));
    CHECK(ledger.plans().value() == std::vector{second});
    CHECK_FALSE(read_standing(state.path())->hindrance.has_value());
    CHECK_FALSE(read_standing(state.path())->last_delivery->unix_s.has_value());
    Change gone;
    gone.let_go = {second};
    REQUIRE(ledger.record(gone));
    CHECK(ledger.plans()->empty());
    CHECK(ledger.told().value() == std::vector{std::pair{entries[2].id, std::int64_t{1}}});
    CHECK(read_standing(state.path())->last_delivery.has_value());
}

TEST_CASE("an entry never goes back: told of, set aside, delivered, received") {
    const FreshFolder state;
    auto ledger = ledger_in(state.path());
    const auto entries = some(3);
    Change change;
    change.delivered = {plan("a", {entries[0]})};
    change.set_aside = {{entries[1], 1, "refused"}};
    change.received = {entries[2]};
    REQUIRE(ledger.record(change));
    Change turned;
    turned.delivered = {plan("b", {entries[1], entries[2]})};
    turned.set_aside = {{entries[0], 1, "refused"}};
    turned.let_go = {plan("c", entries)};
    REQUIRE(ledger.record(turned));
    const auto standing = read_standing(state.path()).value();
    CHECK(standing.delivered == 3);
    CHECK(standing.received == 1);
    CHECK(standing.set_aside == 0);
}

TEST_CASE("what was set aside waits again when it is reconsidered, and is still known as told of") {
    const FreshFolder state;
    auto ledger = ledger_in(state.path());
    const auto entries = some(2);
    Change change;
    change.set_aside = {{entries[0], 1, "refused"}, {entries[1], 0, "damaged"}};
    REQUIRE(ledger.record(change));
    REQUIRE(ledger.reconsider());
    CHECK(ledger.settled()->empty());
    CHECK(ledger.told()->size() == 1);
    CHECK(ledger.listed(1).value() == std::vector{entries[0]});
}

TEST_CASE("a record that cannot be written changes nothing") {
    const FreshFolder state;
    auto ledger = ledger_in(state.path());
    const auto entries = some(2);
    Change good;
    good.planned = {plan("good", {entries[0]})};
    REQUIRE(ledger.record(good));
    Change broken;
    broken.delivered = good.planned;
    broken.planned = {plan("broken", {entries[0]}), plan("broken", {entries[1]})};
    CHECK_FALSE(ledger.record(broken).has_value());
    CHECK(ledger.settled()->empty());
    CHECK(ledger.plans().value() == good.planned);
    broken.planned.pop_back();
    CHECK(ledger.record(broken).has_value());
}

TEST_CASE("a desk's word changes nothing but what it is about") {
    const FreshFolder state;
    auto ledger = ledger_in(state.path());
    const auto entries = some(2);
    Change change;
    change.delivered = {plan("sent", entries)};
    change.hindrance = Hindrance{"no network", "wait"};
    REQUIRE(ledger.record(change));
    CHECK(ledger.awaits_receipt(1).value());
    REQUIRE(ledger.receive(entries, boot(1)));
    CHECK_FALSE(ledger.awaits_receipt(1).value());
    CHECK(ledger.listed(1).value() == entries);
    CHECK(read_standing(state.path())->hindrance == change.hindrance);
}

TEST_CASE("only the last boots are kept") {
    const FreshFolder state;
    auto ledger = ledger_in(state.path());
    for (int number = 1; number <= 40; ++number) {
        Change change;
        change.boot = boot(number);
        change.boot->known = {moment(1'800'000'000)};
        REQUIRE(ledger.record(change));
    }
    const auto boots = ledger.boots().value();
    CHECK(boots.size() == most_known_boots);
    CHECK(boots.front().number == 9);
    CHECK(boots.back().known.size() == 1);
}

TEST_CASE("a ledger of the version before is refused, with the word that moving it away loses nothing") {
    const FreshFolder state;
    constexpr DatabaseKind before{0x48694C67, 1, "CREATE TABLE entry (id BLOB)", "ledger"};
    REQUIRE(Database::open_to_write(state / "deliveries.db", before));
    const auto refused = Ledger::open(state.path());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().what.find("version 1") != std::string::npos);
    CHECK(refused.error().hint.find("nothing is lost") != std::string::npos);
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
    std::vector<Listed> entries;
    {
        auto queue = Queue::open(state.path()).value();
        for (int i = 0; i < 5; ++i) {
            const auto envelope = noise_envelope();
            REQUIRE(queue.add(envelope));
            entries.push_back({envelope.id, mark_of(envelope.bytes)});
        }
    }
    Change change;
    change.delivered = {plan("sent", {entries[0], entries[1]})};
    change.set_aside = {{entries[2], 1, "refused"}};
    change.planned = {plan("on its way", {entries[3]})};
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
        Change change;
        change.planned = {plan("abcdef-bundle-name", some(2))};
        REQUIRE(ledger.record(change));
        Change done;
        done.delivered = change.planned;
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
        const DatabaseKind kind{0x48694C67, 2, "", "ledger"};
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

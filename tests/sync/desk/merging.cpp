// Two tablets, two laptops, any order: what a desk makes of bundles depends on the bundles and on nothing else.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "sync/desk/collect.hpp"
#include "sync/desk/table.hpp"
#include "sync/desk/workers.hpp"
#include "tests/sync/desk/device.hpp"

using namespace hineni;

namespace {

struct Event {
    SecretKey ada = new_secret_key();
    SecretKey ben = new_secret_key();
    std::vector<PublicKey> organizers{public_half(ada), public_half(ben)};
    std::vector<Organizer> trusted{{vigil_tag, organizers[0]}, {vigil_tag, organizers[1]}};
};

struct Tables {
    std::string csv;
    std::string json;
    std::vector<std::string> problems;
    friend bool operator==(const Tables&, const Tables&) = default;
};

Tables tables_of(Collection& collection) {
    REQUIRE(collection.settle());
    Tables tables;
    const auto into = [](std::string& out) {
        return [&out](std::string_view piece) -> Result<void> {
            out += piece;
            return {};
        };
    };
    REQUIRE(write_csv(collection.rows(), collection.columns(), into(tables.csv)));
    REQUIRE(write_json(collection.rows(), false, into(tables.json)));
    tables.problems = collection.problems();
    return tables;
}

Tables tables_of(const std::vector<Bundle>& bundles, const SecretKey& key, const std::vector<Organizer>& organizers) {
    Collection collection(key, organizers);
    for (const auto& bundle : bundles) collection.add(bundle.name, bundle.bytes);
    return tables_of(collection);
}

Entry clockless(std::string_view name, std::int64_t since_ms) {
    auto entry = sample_entry(name);
    entry.collected.unix_s.reset();
    entry.collected.since_boot = Monotonic(since_ms);
    return entry;
}

std::size_t rows_in(const std::string& csv) {
    return static_cast<std::size_t>(std::ranges::count(csv, '\n')) - 1;
}

// What two tablets send in an evening: in bundles, on a stick, twice, with times that only statements tell, with two
// contents under one id, and two of them withdrawn by either organizer.
std::vector<Bundle> an_evening(const Event& event) {
    std::vector<Bundle> bundles;
    std::vector<EntryId> withdrawn;
    for (std::uint8_t i = 0; i < 2; ++i) {
        Tablet tablet(event.organizers);
        tablet.last.chain.fill(i);
        const std::array<std::uint8_t, 16> boot{7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7};
        tablet.last.boots = {{boot_tag(boot), Monotonic(100'000'000), {{Monotonic(90'000'000), 1'796'943'000 + i, 2}}}};
        auto pledge = sample_pledge();
        auto other = pledge;
        other.public_name = false;
        const std::vector some{tablet.sealed(clockless("Ada", 89'000'000)), tablet.sealed(pledge)};
        const std::vector more{tablet.sealed(sample_entry("Ben")), tablet.sealed(clockless("Eve", 88'000'000))};
        withdrawn.push_back(read_envelope(more[0])->id);
        bundles.push_back(tablet.send(some));
        bundles.push_back(tablet.send(more));
        bundles.push_back(unstated({some[0], more[0]}));
        bundles.push_back(unstated({tablet.sealed(other)}));
        bundles.push_back(tablet.send_whole());
    }
    bundles.push_back(withdrawal_by(event.ada, {withdrawn[0]}, event.organizers));
    bundles.push_back(withdrawal_by(event.ben, {withdrawn[1], withdrawn[0]}, event.organizers));
    return bundles;
}

}  // namespace

TEST_CASE("five hundred orders and repetitions of what two tablets sent give the same tables on two laptops") {
    const Event event;
    const auto bundles = an_evening(event);
    const auto wanted = tables_of(bundles, event.ada, event.trusted);
    CHECK(rows_in(wanted.csv) == 6);
    CHECK(wanted.csv.find("Ben") == std::string::npos);
    CHECK(wanted.csv.find(",,,") != std::string::npos);
    CHECK(wanted.problems.size() == 2);
    std::mt19937 dice(7);
    for (int turn = 0; turn < 500; ++turn) {
        // Few in most turns, so that five hundred orders take a second: every order of three is an order of all.
        auto some = bundles;
        std::ranges::shuffle(some, dice);
        std::vector<Bundle> sent(some.begin(), some.begin() + (turn % 25 == 0 ? 12 : 3));
        const auto one = tables_of(sent, turn % 2 == 0 ? event.ada : event.ben, event.trusted);
        for (std::size_t i = dice() % 3; i > 0; --i) sent.push_back(sent[dice() % sent.size()]);
        std::ranges::shuffle(sent, dice);
        const auto other = tables_of(sent, turn % 2 == 0 ? event.ben : event.ada, event.trusted);
        REQUIRE(one == other);
        if (turn % 25 == 0) REQUIRE(one == wanted);
    }
}

TEST_CASE("bundles that are read by all processors at once give the same tables") {
    const Event event;
    auto bundles = an_evening(event);
    const auto wanted = tables_of(bundles, event.ada, event.trusted);
    for (int turn = 0; turn < 5; ++turn) {
        Collection collection(event.ada, event.trusted);
        in_parallel(3 * bundles.size(), [&](std::size_t i) {
            const auto& bundle = bundles[i % bundles.size()];
            collection.add(bundle.name, bundle.bytes);
        });
        REQUIRE(tables_of(collection) == wanted);
    }
}

TEST_CASE("an entry that was withdrawn stays so, whichever came first") {
    const Event event;
    Tablet tablet(event.organizers);
    const auto envelopes = tablet.sealed(std::size_t{2});
    const auto sent = tablet.send(envelopes);
    const auto gone = withdrawal_by(event.ben, {read_envelope(envelopes[0])->id}, event.organizers);
    for (const auto& order : {std::vector{sent, gone}, std::vector{gone, sent}, std::vector{gone, sent, gone, sent}}) {
        const auto tables = tables_of(order, event.ada, event.trusted);
        CHECK(rows_in(tables.csv) == 1);
        CHECK(tables.problems.empty());
    }
}

TEST_CASE("a withdrawal by one's own key counts without the pack, and another's only with it") {
    const Event event;
    Tablet tablet(event.organizers);
    const auto envelopes = tablet.sealed(std::size_t{1});
    const auto sent = tablet.send(envelopes);
    const auto id = read_envelope(envelopes[0])->id;
    CHECK(rows_in(tables_of({sent, withdrawal_by(event.ada, {id}, event.organizers)}, event.ada, {}).csv) == 0);
    const auto by_ben = tables_of({sent, withdrawal_by(event.ben, {id}, event.organizers)}, event.ada, {});
    CHECK(rows_in(by_ben.csv) == 1);
    REQUIRE(by_ben.problems.size() == 1);
    CHECK(by_ben.problems[0].find("has no effect") != std::string::npos);
}

TEST_CASE("a withdrawal by a stranger, altered, or for another event has no effect and is named") {
    const Event event;
    Tablet tablet(event.organizers);
    const auto envelopes = tablet.sealed(std::size_t{1});
    const auto sent = tablet.send(envelopes);
    const auto id = read_envelope(envelopes[0])->id;
    const auto stranger = new_secret_key();
    CHECK(rows_in(tables_of({sent, withdrawal_by(stranger, {id}, event.organizers)}, event.ada, event.trusted).csv) ==
          1);
    // Ben is an organizer of another event.
    const std::vector<Organizer> elsewhere{{event_tag("seder"), public_half(event.ben)}};
    const auto by_ben = withdrawal_by(event.ben, {id}, event.organizers);
    CHECK(rows_in(tables_of({sent, by_ben}, event.ada, elsewhere).csv) == 1);
    // Somebody turns Ben's word to another entry.
    const auto other = withdrawal_by(event.ben, {new_entry_id()}, event.organizers);
    Bytes turned(other.bytes.begin() + 16, other.bytes.end() - 32);
    std::ranges::copy(id.bytes, turned.begin() + 20);
    const auto forged = make_bundle(vigil_tag, std::vector{Part{withdrawal_part_kind, turned}});
    const auto tables = tables_of({sent, forged}, event.ada, event.trusted);
    CHECK(rows_in(tables.csv) == 1);
    CHECK(tables.problems.size() == 1);
}

TEST_CASE("a time that only a statement tells stands in the table, whichever came first") {
    const Event event;
    Tablet tablet(event.organizers);
    std::array<std::uint8_t, 16> boot{};
    boot.fill(7);  // As in sample_entry().
    tablet.last.boots = {{boot_tag(boot), Monotonic(7'200'000), {{Monotonic(3'600'000), 1'796'943'600, 2}}}};
    const auto entry = unstated({tablet.sealed(clockless("Ada", 3'660'000))});
    const auto statement = tablet.send({});
    for (const auto& order : {std::vector{entry, statement}, std::vector{statement, entry}}) {
        CHECK(tables_of(order, event.ada, {}).csv.find(",2026-12-10T23:01:00Z,3,") != std::string::npos);
    }
    CHECK(tables_of({entry}, event.ada, {}).csv.find(",es,,,Ada") != std::string::npos);
}

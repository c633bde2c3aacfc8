// People of real bundles, through a collection.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "tests/sync/desk/device.hpp"
#include "tests/sync/people/cards.hpp"

using namespace hineni;

namespace {

Entry filled_in(std::string_view name, std::string_view email, std::int64_t since_ms = 90'000'000) {
    auto entry = sample_entry(name);
    entry.answers[1].value = secret(email);
    entry.collected.since_boot = Monotonic(since_ms);
    return entry;
}

// All that people_in() says, and the answers of each person.
std::string rendered(const Collection& collection) {
    const auto people = people_in(collection, {});
    REQUIRE(people);
    std::string text;
    for (const auto& person : people->all) {
        text += "person";
        for (const auto place : person.entries) text += " " + hex(collection.entry(place)->id.bytes);
        text += ": " + json_object(*as_one(person, collection)) + "\n";
    }
    for (const auto& shared : people->shared) {
        text += "shared " + std::to_string(static_cast<int>(shared.what));
        for (const auto person : shared.persons) text += " " + std::to_string(person);
        text += "\n";
    }
    for (const auto& burst : people->bursts) {
        text += "burst";
        for (const auto place : burst.entries) text += " " + std::to_string(place);
        for (const auto& reason : burst.reasons) text += ", " + reason;
        text += "\n";
    }
    return text;
}

std::string people_of_bundles(const std::vector<Bundle>& bundles, const SecretKey& key) {
    Collection collection(key);
    for (const auto& bundle : bundles) collection.add(bundle.name, bundle.bytes);
    REQUIRE(collection.settle());
    return rendered(collection);
}

std::size_t count_in(const std::string& text, const std::string& words) {
    std::size_t count = 0;
    for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE("fifty orders and repetitions of what two tablets sent give identical people through real bundles") {
    const auto key = new_secret_key();
    std::vector<Bundle> bundles;
    std::vector<Tablet> tablets;
    for (std::uint8_t i = 0; i < 2; ++i) {
        Tablet tablet({public_half(key)});
        tablet.last.chain.fill(i);
        const std::vector some{tablet.sealed(filled_in("María Núñez", "maria@example.org", 90'000'000)),
                               tablet.sealed(filled_in("Jon Cohen", "cohen@example.org", 90'100'000))};
        auto quick = filled_in("Jane Cohen", "cohen@example.org", 90'200'000 + i);
        quick.took_s = 3;
        std::vector<Bytes> more{tablet.sealed(quick)};
        for (int each = 1; each < 3; ++each) {
            auto junk =
                filled_in("asdf", "n" + std::to_string(each + 5 * i) + "@example.org", 90'200'000 + 4000 * each);
            junk.took_s = 3;
            junk.collected.unix_s.reset();
            more.push_back(tablet.sealed(junk));
        }
        bundles.push_back(tablet.send(some));
        bundles.push_back(tablet.send(more));
        bundles.push_back(unstated({some[0], more[0]}));
    }
    const auto wanted = people_of_bundles(bundles, key);
    CHECK(count_in(wanted, "person") == 7);
    CHECK(count_in(wanted, "shared") == 1);
    CHECK(count_in(wanted, "burst") == 2);
    std::mt19937 dice(7);
    for (int turn = 0; turn < 50; ++turn) {
        auto sent = bundles;
        for (auto i = dice() % 4; i > 0; --i) sent.push_back(sent[dice() % sent.size()]);
        std::ranges::shuffle(sent, dice);
        REQUIRE(people_of_bundles(sent, key) == wanted);
    }
}

TEST_CASE("a withdrawn entry never comes back into people, whichever came first, and takes nothing of others along") {
    const auto key = new_secret_key();
    Tablet tablet({public_half(key)});
    auto first = filled_in("Ada Levi", "ada@example.org", 90'000'000);
    first.answers.push_back({"phone", secret("6175550123")});
    const auto second = filled_in("Ada Levi", "ada@example.org", 90'100'000);
    const auto other = filled_in("Ben Or", "ben@example.org", 90'200'000);
    const auto sent = tablet.send({tablet.sealed(first), tablet.sealed(second), tablet.sealed(other)});
    CHECK(count_in(people_of_bundles({sent}, key), "person") == 2);
    const auto gone = withdrawal_by(key, {first.id}, tablet.organizers);
    const auto all_gone = withdrawal_by(key, {first.id, second.id}, tablet.organizers);
    for (const auto& order : {std::vector{sent, gone}, std::vector{gone, sent}, std::vector{gone, sent, sent, gone}}) {
        const auto people = people_of_bundles(order, key);
        CHECK(count_in(people, hex(first.id.bytes)) == 0);
        CHECK(count_in(people, "6175550123") == 0);
        CHECK(count_in(people, "Ada Levi") == 1);
        CHECK(count_in(people, "person") == 2);
    }
    for (const auto& order :
         {std::vector{sent, all_gone}, std::vector{all_gone, sent}, std::vector{gone, sent, all_gone}}) {
        const auto people = people_of_bundles(order, key);
        CHECK(count_in(people, "Ada") == 0);
        CHECK(count_in(people, "Ben Or") == 1);
    }
}

TEST_CASE("a decision about an entry that was withdrawn is named, so that the file stays true") {
    const auto key = new_secret_key();
    Tablet tablet({public_half(key)});
    const auto entry = filled_in("Ada Levi", "ada@example.org");
    const auto sent = tablet.send({tablet.sealed(entry)});
    const auto gone = withdrawal_by(key, {entry.id}, tablet.organizers);
    Collection collection(key);
    for (const auto& bundle : {sent, gone}) collection.add(bundle.name, bundle.bytes);
    REQUIRE(collection.settle());
    const auto people = people_in(collection, {}, *read_decisions("keep " + hex(entry.id.bytes)));
    REQUIRE_FALSE(people);
    CHECK(people.error().what.starts_with("decisions: line 1: no entry here begins with"));
    CHECK(people.error().hint.find("withdrawn") != std::string::npos);
}

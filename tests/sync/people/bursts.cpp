// What no queue of people leaves behind, and what only looks like it.
#include <doctest/doctest.h>

#include "tests/sync/people/cards.hpp"

using namespace hineni;

namespace {

struct Made {
    const char* name;
    int at_s;
    int took_s;
};

std::vector<DeskEntry> evening(const std::vector<Made>& made) {
    std::vector<DeskEntry> entries;
    for (const auto& each : made) {
        // Each with an address of its own.
        entries.push_back(card(each.name, "n" + std::to_string(entries.size()) + "@example.org"));
        entries.back().since_boot_ms = 1000 * std::int64_t{each.at_s};
        entries.back().took_s = each.took_s;
    }
    return entries;
}

using Reasons = std::vector<std::string>;

}  // namespace

TEST_CASE("three cards faster than anybody fills them in are a burst, and nobody is left out for it") {
    const auto entries = evening(
        {{"Ada Levi", 100, 40}, {"Ben Or", 104, 3}, {"Dan Paz", 109, 4}, {"Eve Ziv", 115, 5}, {"Gil Ron", 150, 30}});
    const auto people = people_of(entries);
    REQUIRE(people.bursts.size() == 1);
    CHECK(people.bursts[0].entries == std::vector<std::size_t>{1, 2, 3});
    CHECK(people.bursts[0].reasons == Reasons{"3 entries within 14 seconds"});
    CHECK_FALSE(people.bursts[0].aside);
    CHECK(people.all.size() == 5);
    CHECK(people.set_aside.empty());
}

TEST_CASE("a burst is set aside as a whole where the organizer says so, and stays listed") {
    const auto entries = evening({{"Ben Or", 104, 3}, {"Dan Paz", 109, 4}, {"Eve Ziv", 115, 5}, {"Gil Ron", 150, 30}});
    const auto people = people_of(entries, {}, Bursts::SetAside);
    CHECK(grouped(people) == "3");
    CHECK(people.set_aside == std::vector<std::size_t>{0, 1, 2});
    REQUIRE(people.bursts.size() == 1);
    CHECK(people.bursts[0].aside);
}

TEST_CASE("what an organizer keeps belongs to no burst") {
    const auto entries = evening({{"Ben Or", 104, 3}, {"Dan Paz", 109, 4}, {"Eve Ziv", 115, 5}, {"Gil Ron", 120, 5}});
    const auto people = people_of(entries, "keep " + id_of(entries[1]), Bursts::SetAside);
    CHECK(grouped(people) == "1");
    REQUIRE(people.bursts.size() == 1);
    CHECK(people.bursts[0].entries == std::vector<std::size_t>{0, 2, 3});
    CHECK(people.bursts[0].reasons == Reasons{"3 entries within 19 seconds"});
    CHECK(people_of(entries, "keep " + id_of(entries[1]) + " " + id_of(entries[2])).bursts.empty());
}

TEST_CASE("a burst whose entries a human has set aside one by one says so") {
    const auto entries = evening({{"Ben Or", 104, 3}, {"Dan Paz", 109, 4}, {"Eve Ziv", 115, 5}});
    const auto people =
        people_of(entries, "aside " + id_of(entries[0]) + " " + id_of(entries[1]) + "\naside " + id_of(entries[2]));
    REQUIRE(people.bursts.size() == 1);
    CHECK(people.bursts[0].aside);
    CHECK(people.all.empty());
}

TEST_CASE("junk names in a row are a burst with the reasons in words") {
    const auto entries = evening({{"aaaaaa", 100, 12},
                                  {"asdf", 130, 11},
                                  {"Ada Levi", 150, 15},
                                  {"qweqwe", 170, 20},
                                  {"....", 200, 20},
                                  {"фыва", 215, 12},
                                  {"שדגכ", 240, 12}});
    const auto people = people_of(entries);
    REQUIRE(people.bursts.size() == 1);
    CHECK(people.bursts[0].entries == std::vector<std::size_t>{0, 1, 3, 4, 5, 6});
    CHECK(people.bursts[0].reasons ==
          Reasons{"1 name has no letter", "1 name is one key held down", "4 names are runs along the keyboard"});
    CHECK(people.all.size() == 7);
}

TEST_CASE("the same answers over and over are a burst, and still one person") {
    auto entries = evening({{"Bob Roe", 100, 20}, {"Bob Roe", 125, 20}, {"Ada Levi", 140, 10}, {"Bob Roe", 165, 20}});
    for (auto& entry : entries) entry.answers[1].second = "bob@example.org";
    const auto people = people_of(entries);
    REQUIRE(people.bursts.size() == 1);
    CHECK(people.bursts[0].entries == std::vector<std::size_t>{0, 1, 3});
    CHECK(people.bursts[0].reasons == Reasons{"3 entries have the same answers"});
    CHECK(grouped(people) == "0 1 3 | 2");
}

TEST_CASE("a burst for several reasons is listed once") {
    const auto entries = evening({{"aaaa", 100, 3}, {"bbbb", 104, 3}, {"cccc", 108, 3}, {"Ben Or", 112, 3}});
    const auto people = people_of(entries);
    REQUIRE(people.bursts.size() == 1);
    CHECK(people.bursts[0].entries.size() == 4);
    CHECK(people.bursts[0].reasons == Reasons{"3 names are one key held down", "4 entries within 15 seconds"});
}

TEST_CASE("bursts are of one tablet and one boot of it") {
    auto entries = evening({{"Ben Or", 104, 3},
                            {"Dan Paz", 109, 4},
                            {"Eve Ziv", 115, 5},
                            {"aaaa", 200, 20},
                            {"bbbb", 230, 20},
                            {"cccc", 260, 20}});
    entries[1].device.fill(2);
    entries[4].boot = "08";
    CHECK(people_of(entries).bursts.empty());
}

TEST_CASE("people in a hurry, a busy queue, a family and a scribbling child are no burst") {
    // Two in a hurry.
    CHECK(people_of(evening({{"Ada Levi", 100, 6}, {"Ben Levi", 107, 6}, {"Dan Paz", 160, 40}})).bursts.empty());
    // A queue that hands the tablet on at once.
    CHECK(people_of(evening({{"Ada Levi", 100, 25}, {"Ben Or", 126, 25}, {"Dan Paz", 152, 25}, {"Eve Ziv", 178, 25}}))
              .bursts.empty());
    // Nothing asked but a name: seven seconds each, and three to step up.
    CHECK(people_of(evening({{"Ada", 100, 7}, {"Ben", 110, 7}, {"Dan", 120, 7}, {"Eve", 130, 7}})).bursts.empty());
    // One surname, one address.
    auto family =
        evening({{"Ruth Levi", 100, 20}, {"Noa Levi", 121, 20}, {"Dan Levi", 142, 20}, {"Tal Levi", 163, 20}});
    for (auto& entry : family) entry.answers[1].second = "levi@example.org";
    CHECK(people_of(family).bursts.empty());
    // A child at the glass, twice.
    CHECK(people_of(evening({{"aaaaaaa", 100, 5}, {"lkjhgfds", 106, 5}, {"Ada Levi", 140, 30}})).bursts.empty());
    // Junk now and then through an evening.
    CHECK(people_of(evening({{"aaaa", 100, 20}, {"asdf", 2000, 20}, {"....", 4000, 20}})).bursts.empty());
}

TEST_CASE("unusual names and addresses are no junk") {
    std::vector<Made> made;
    for (const auto* name : {"Aa", "Ng", "Li Li", "O", "Trew Fred", "李李", "Lee", "Ooo", "Anna Trew", "שדה",
                             "Sasha Glass", "Mmm", "Alfalfa Hall", "Dad Dada", "Jaff", "علي", "Qwen Poe", ""}) {
        made.push_back({name, 100 + 30 * static_cast<int>(made.size()), 25});
    }
    auto entries = evening(made);
    for (auto& entry : entries) entry.answers[1].second += ".test";
    CHECK(people_of(entries).bursts.empty());
}

TEST_CASE("cards that ask for no name and no contact may all be the same") {
    auto entries = evening({{"", 100, 20}, {"", 125, 20}, {"", 150, 20}, {"", 175, 20}});
    for (auto& entry : entries) entry.answers = {{"how", "friend"}};
    const auto people = people_of(entries);
    CHECK(people.bursts.empty());
    CHECK(people.all.size() == 4);
}

TEST_CASE("hostile times of a foreign device are taken as they are") {
    auto entries = evening({{"Ben Or", 0, 3}, {"Dan Paz", 1, 4}, {"Eve Ziv", 2, 5}});
    entries[0].since_boot_ms = INT64_MIN;
    entries[1].since_boot_ms = INT64_MAX;
    entries[2].took_s = INT32_MIN;
    CHECK(people_of(entries).all.size() == 3);
}

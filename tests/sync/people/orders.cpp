// The same entries in any order are the same people: small worlds from a seed, in which everything that the rules know
// meets everything else.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>

#include "sync/people/doubtful.hpp"
#include "tests/sync/people/cards.hpp"

using namespace hineni;

namespace {

using Dice = std::mt19937;

template <class T, std::size_t n>
const T& one_of(const T (&all)[n], Dice& dice) {
    return all[dice() % n];
}

DeskEntry somebody(Dice& dice) {
    static const char* const names[] = {"",
                                        "",
                                        "Jon Cohen",
                                        "Jane Cohen",
                                        "J. Cohen",
                                        "Cohen",
                                        "Jon",
                                        "María Núñez",
                                        "nunez maria",
                                        "Мария Нунез",
                                        "עלי כהן",
                                        "אלי כהן",
                                        "Ly Khn",
                                        "asdf",
                                        "aaaa",
                                        "李小龙",
                                        "Jon B. Cohen"};
    static const char* const emails[] = {"", "", "a@example.org", "b@example.org", "A@Example.org "};
    static const char* const phones[] = {"", "", "", "6175550123", "+1 617 555 0123", "6175550199"};
    static const char* const codes[] = {"", "02139", "02139-4307", "02140"};
    auto entry = card(one_of(names, dice), one_of(emails, dice), one_of(phones, dice), one_of(codes, dice));
    for (auto& byte : entry.id.bytes) byte = static_cast<std::uint8_t>(dice());
    if (dice() % 6 == 0) entry.form = "pledge";
    entry.device.fill(static_cast<std::uint8_t>(dice() % 2));
    entry.since_boot_ms = 1000 * static_cast<std::int64_t>(dice() % 90);
    entry.took_s = static_cast<int>(dice() % 14);
    if (dice() % 2 == 0) entry.unix_s = static_cast<std::int64_t>(1000 + dice() % 100);
    return entry;
}

std::vector<Decision> somebody_decides(const std::vector<DeskEntry>& entries, Dice& dice) {
    std::vector<Decision> decisions;
    for (auto i = dice() % 3; i > 0; --i) {
        Decision decision{static_cast<Decision::What>(dice() % 4), {}, static_cast<int>(i)};
        std::set<std::string> ids;
        for (auto many = 2 + dice() % 2; many > 0; --many) ids.insert(id_of(entries[dice() % entries.size()]));
        decision.entries.assign(ids.begin(), ids.end());
        decisions.push_back(decision);
    }
    return decisions;
}

struct World {
    std::vector<DeskEntry> entries;
    std::vector<Decision> decisions;
    Bursts bursts = Bursts::Keep;

    explicit World(Dice& dice) {
        for (auto i = 2 + dice() % 9; i > 0; --i) entries.push_back(somebody(dice));
        if (dice() % 2 == 0) decisions = somebody_decides(entries, dice);
        if (dice() % 4 == 0) bursts = Bursts::SetAside;
    }
};

// Ids in place of places, which are the order itself.
std::string in_ids(const std::vector<std::size_t>& places, const std::vector<Traits>& all) {
    std::string text;
    for (const auto place : places) text += " " + hex(all[place].id.bytes).substr(0, 8);
    return text;
}

std::string rendered(const Result<People>& people, const std::vector<Traits>& all) {
    if (!people) return people.error().what;
    std::multiset<std::string> lines;
    for (const auto& person : people->all) lines.insert("person" + in_ids(person.entries, all));
    for (const auto& shared : people->shared) {
        std::multiset<std::string> persons;
        for (const auto person : shared.persons) persons.insert(in_ids(people->all[person].entries, all));
        std::string line = "shared " + std::to_string(static_cast<int>(shared.what));
        for (const auto& person : persons) line += " |" + person;
        lines.insert(line);
    }
    for (const auto& burst : people->bursts) {
        std::string line = burst.aside ? "aside" : "burst";
        line += in_ids(burst.entries, all);
        for (const auto& reason : burst.reasons) line += ", " + reason;
        lines.insert(line);
    }
    for (const auto place : people->set_aside) lines.insert("set aside" + in_ids({place}, all));
    std::string text;
    for (const auto& line : lines) text += line + "\n";
    return text;
}

bool are_together(const Traits& a, const Traits& b, const World& world) {
    return std::ranges::any_of(world.decisions, [&](const Decision& decision) {
        return decision.what == Decision::What::Together &&
               (std::ranges::find(decision.entries, hex(a.id.bytes)) != decision.entries.end() ||
                std::ranges::find(decision.entries, hex(b.id.bytes)) != decision.entries.end());
    });
}

// What holds in every world.
void check(const People& people, const std::vector<Traits>& all, const World& world) {
    std::multiset<std::size_t> counted(people.set_aside.begin(), people.set_aside.end());
    for (const auto& person : people.all) {
        counted.insert(person.entries.begin(), person.entries.end());
        for (const auto a : person.entries) {
            for (const auto b : person.entries) {
                REQUIRE(all[a].form == all[b].form);
                if (!compatible(all[a].words, all[b].words)) REQUIRE(are_together(all[a], all[b], world));
            }
        }
    }
    REQUIRE(counted.size() == all.size());
    REQUIRE(std::set(counted.begin(), counted.end()).size() == all.size());
}

// With every order in it.
std::string exactly(const Result<People>& people) {
    if (!people) return people.error().what;
    auto text = grouped(*people);
    const auto add = [&](const std::string& name, const std::vector<std::size_t>& places) {
        text += "\n" + name;
        for (const auto place : places) text += " " + std::to_string(place);
    };
    for (const auto& shared : people->shared)
        add("shared " + std::to_string(static_cast<int>(shared.what)), shared.persons);
    for (const auto& burst : people->bursts)
        add((burst.aside ? "aside " : "burst ") + burst.reasons.front(), burst.entries);
    add("set aside", people->set_aside);
    return text;
}

DeskEntry somebody_alone(int number, Dice& dice) {
    const auto called = std::to_string(number);
    auto entry = card("Loner " + called, "loner" + called + "@example.org", "617555" + std::to_string(1000 + number));
    entry.device.fill(static_cast<std::uint8_t>(dice() % 2));
    entry.since_boot_ms = 1000 * static_cast<std::int64_t>(dice() % 90);
    return entry;
}

}  // namespace

TEST_CASE("asking about the doubtful alone says the same of everybody, to the last order") {
    Dice dice(11);
    std::size_t left_out = 0;
    for (int turn = 0; turn < 500; ++turn) {
        World world(dice);
        for (int i = 0; i < 12; ++i) world.entries.push_back(somebody_alone(i, dice));
        std::ranges::shuffle(world.entries, dice);
        const auto all = traits_of_all(world.entries);
        Doubtful doubtful(world.decisions);
        for (std::size_t i = 0; i < all.size(); ++i) doubtful.add(i, all[i]);
        const auto places = doubtful.places();
        REQUIRE(places);
        std::vector<Traits> some;
        for (const auto place : *places) some.push_back(all[place]);
        left_out += all.size() - some.size();
        REQUIRE_MESSAGE(exactly(people_among_few(some, *places, all.size(), world.decisions, world.bursts)) ==
                            exactly(people_among(all, world.decisions, world.bursts)),
                        turn);
    }
    CHECK(left_out > 4000);
}

TEST_CASE("five thousand orders of entries in five hundred worlds give identical people by the rules alone") {
    Dice dice(7);
    int merged = 0;
    int listed = 0;
    int bursts = 0;
    int refused = 0;
    for (int turn = 0; turn < 500; ++turn) {
        World world(dice);
        auto all = traits_of_all(world.entries);
        const auto people = people_among(all, world.decisions, world.bursts);
        const auto wanted = rendered(people, all);
        if (people) {
            check(*people, all, world);
            merged += static_cast<int>(all.size() - people->all.size() - people->set_aside.size());
            listed += static_cast<int>(people->shared.size());
            bursts += static_cast<int>(people->bursts.size());
        } else {
            ++refused;
        }
        for (int order = 0; order < 10; ++order) {
            // With digests of another key, which put everything in another order too.
            if (order == 5) all = traits_of_all(world.entries);
            std::ranges::shuffle(all, dice);
            REQUIRE_MESSAGE(rendered(people_among(all, world.decisions, world.bursts), all) == wanted, turn);
        }
    }
    // The worlds are not empty.
    CHECK(merged > 200);
    CHECK(listed > 200);
    CHECK(bursts > 20);
    CHECK(refused > 10);
}

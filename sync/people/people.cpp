#include "sync/people/people.hpp"

#include <algorithm>
#include <set>

#include "sync/desk/workers.hpp"
#include "sync/people/among.hpp"
#include "sync/people/bursts.hpp"
#include "sync/people/doubtful.hpp"
#include "sync/people/merging.hpp"
#include "sync/people/traits.hpp"
#include "sync/people/verdicts.hpp"

namespace hineni {

namespace {

constexpr auto nobody = static_cast<std::size_t>(-1);

// All pairs of them have been decided: no human is asked twice.
bool is_settled(const std::vector<std::size_t>& persons, const People& people, const Verdicts& verdicts) {
    if (persons.size() * (persons.size() - 1) > verdicts.apart.size()) return false;
    const auto taken_apart = [&](std::size_t a, std::size_t b) {
        const auto ones = people.all[a].entries;
        const auto others = people.all[b].entries;
        return std::ranges::any_of(ones, [&](std::size_t one) {
            return std::ranges::any_of(others, [&](std::size_t other) {
                return verdicts.apart.contains({one, other});
            });
        });
    };
    for (const auto a : persons) {
        for (const auto b : persons) {
            if (a < b && !taken_apart(a, b)) return false;
        }
    }
    return true;
}

// The same persons are asked about once, by what says most.
std::vector<Shared> shared_by(const Merging& merging, const People& people, const Verdicts& verdicts) {
    std::vector<std::size_t> person_of(verdicts.one_with.size(), nobody);
    std::size_t next = 0;
    for (const auto& person : people.all) {
        for (const auto entry : person.entries) person_of[entry] = next;
        ++next;
    }
    std::vector<Shared> shared;
    for (const auto& common : merging.in_common()) {
        std::set<std::size_t> persons;
        for (const auto entry : common.entries) persons.insert(person_of[entry]);
        if (persons.size() < 2) continue;
        shared.push_back({common.what, {persons.begin(), persons.end()}});
    }
    std::ranges::sort(shared, {}, [](const Shared& each) { return std::tie(each.persons, each.what); });
    const auto same = [](const Shared& a, const Shared& b) { return a.persons == b.persons; };
    shared.erase(std::unique(shared.begin(), shared.end(), same), shared.end());
    std::erase_if(shared, [&](const Shared& each) { return is_settled(each.persons, people, verdicts); });
    return shared;
}

}  // namespace

Result<People> people_among(const std::vector<Traits>& all, const std::vector<Decision>& decisions, Bursts bursts) {
    const auto verdicts = bind(decisions, all);
    if (!verdicts) return tl::unexpected(verdicts.error());
    People people;
    people.bursts = bursts_in(all, verdicts->keep);
    auto out = verdicts->aside;
    for (auto& burst : people.bursts) {
        if (bursts == Bursts::SetAside) {
            for (const auto entry : burst.entries) out[entry] = true;
        }
        burst.aside = std::ranges::all_of(burst.entries, [&](std::size_t entry) { return out[entry]; });
    }
    for (std::size_t place = 0; place < all.size(); ++place) {
        if (out[place]) people.set_aside.push_back(place);
    }
    Merging merging(all, *verdicts, out);
    std::vector<Person> several;
    for (auto& person : merging.persons()) {
        if (person.size() > 1) several.push_back({oldest_first(all, std::move(person))});
    }
    people.all = Persons(all.size(), std::move(several), people.set_aside);
    people.shared = shared_by(merging, people, *verdicts);
    return people;
}

Result<People> people_among_few(const std::vector<Traits>& traits, const std::vector<std::size_t>& places,
                                std::size_t entries, const std::vector<Decision>& decisions, Bursts how) {
    auto found = people_among(traits, decisions, how);
    if (!found) return found;
    auto& some = *found;
    const auto put = [&](std::vector<std::size_t>& those) {
        for (auto& each : those) each = places[each];
    };
    People people;
    people.set_aside = std::move(some.set_aside);
    put(people.set_aside);
    people.bursts = std::move(some.bursts);
    for (auto& burst : people.bursts) put(burst.entries);
    auto several = some.all.several();
    for (auto& person : several) put(person.entries);
    people.all = Persons(entries, std::move(several), people.set_aside);
    people.shared = std::move(some.shared);
    for (auto& shared : people.shared) {
        for (auto& person : shared.persons) {
            person = people.all.whose_first(places[some.all[person].entries.front()]);
        }
    }
    return people;
}

Result<People> people_in(const Collection& collection, const Kinds& kinds, const std::vector<Decision>& decisions,
                         Bursts bursts) {
    const Marker marker;
    Pool<Folding> foldings([] { return std::make_unique<Folding>(); });
    const auto traits = [&](const DeskEntry& entry) {
        return foldings.with_one([&](Folding& folding) { return traits_of(entry, kinds, marker, folding); });
    };
    Doubtful doubtful(decisions);
    const auto seen =
        collection.see_all([&](std::size_t place, const DeskEntry& entry) { doubtful.add(place, traits(entry)); });
    if (!seen) return within("finding people", seen.error());
    const auto places = doubtful.places();
    if (!places) return within("finding people", places.error());
    std::vector<Traits> some(places->size());
    const auto again = collection.see_those(
        *places, [&](std::size_t number, const DeskEntry& entry) { some[number] = traits(entry); });
    if (!again) return within("finding people", again.error());
    return people_among_few(some, *places, collection.size(), decisions, bursts);
}

}  // namespace hineni

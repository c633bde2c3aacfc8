#include "sync/people/people.hpp"

#include <algorithm>
#include <set>

#include "sync/desk/workers.hpp"
#include "sync/people/among.hpp"
#include "sync/people/bursts.hpp"
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
        return std::ranges::any_of(people.all[a].entries, [&](std::size_t one) {
            return std::ranges::any_of(people.all[b].entries, [&](std::size_t other) {
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
    for (std::size_t i = 0; i < people.all.size(); ++i) {
        for (const auto entry : people.all[i].entries) person_of[entry] = i;
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
    for (auto& person : merging.persons()) people.all.push_back({oldest_first(all, std::move(person))});
    std::ranges::sort(people.all, {}, [](const Person& person) { return person.entries.front(); });
    people.shared = shared_by(merging, people, *verdicts);
    return people;
}

Result<People> people_in(const Collection& collection, const Kinds& kinds, const std::vector<Decision>& decisions,
                         Bursts bursts) {
    const Marker marker;
    Pool<Folding> foldings([] { return std::make_unique<Folding>(); });
    std::vector<Traits> all(collection.size());
    const auto seen = collection.see_all([&](std::size_t place, const DeskEntry& entry) {
        all[place] = foldings.with_one([&](Folding& folding) { return traits_of(entry, kinds, marker, folding); });
    });
    if (!seen) return within("finding people", seen.error());
    return people_among(all, decisions, bursts);
}

}  // namespace hineni

#include "sync/people/people.hpp"

namespace hineni {

Result<People> people_in(const Collection& collection, const Kinds& /*kinds*/,
                         const std::vector<Decision>& /*decisions*/, Bursts /*bursts*/) {
    People people;
    for (std::size_t place = 0; place < collection.size(); ++place) people.all.push_back({{place}});
    return people;
}

DeskEntry as_one(std::span<const DeskEntry> entries) {
    return entries.back();
}

Result<DeskEntry> as_one(const Person& person, const Collection& collection) {
    std::vector<DeskEntry> entries;
    for (const auto place : person.entries) {
        auto entry = collection.entry(place);
        if (!entry) return entry;
        entries.push_back(std::move(*entry));
    }
    return as_one(entries);
}

}  // namespace hineni

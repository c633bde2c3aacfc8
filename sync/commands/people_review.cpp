// What wants a human: the part of PeopleFiles that writes --review.
#include <algorithm>
#include <set>
#include <utility>

#include "sync/commands/people_files.hpp"
#include "sync/desk/cells.hpp"

namespace hineni {

namespace {

constexpr std::size_t most_shown = 20;  // Of one group.

std::string what_is_shared(Shared::What what) {
    switch (what) {
        case Shared::What::Email: return "share an e-mail; they count apart";
        case Shared::What::Phone: return "share a phone number; they count apart";
        case Shared::What::NameAndPostalCode:
            return "have the same name and postal code and different contacts; they count apart";
    }
    return {};
}

// Each group is read when it is written: memory holds one.
Result<void> write_group(const Result<Reviewed>& group, const Write& write) {
    if (!group) return tl::unexpected(group.error());
    return write(review_part(*group));
}

}  // namespace

Result<Reviewed> PeopleFiles::reviewed(std::string why, const std::vector<std::size_t>& places) const {
    Reviewed group;
    group.why = std::move(why);
    for (std::size_t i = 0; i < std::min(places.size(), most_shown); ++i) {
        auto entry = gathered_.collection->entry(places[i]);
        if (!entry) return tl::unexpected(entry.error());
        group.entries.push_back({std::move(*entry), called(places[i])});
    }
    group.more = places.size() - group.entries.size();
    return group;
}

Result<void> PeopleFiles::review_merged(const Write& write) const {
    const auto& merged = gathered_.people.all.several();
    const auto title = counted(merged.size(), "person", "people") + " of several entries";
    if (auto written = write(review_title(title)); !written) return written;
    for (const auto& person : merged) {
        auto group = reviewed(std::to_string(person.entries.size()) + " entries count as one person", person.entries);
        if (group) group->decisions = {"apart " + joined(called(person.entries))};
        if (auto written = write_group(group, write); !written) return written;
    }
    return {};
}

std::vector<std::size_t> PeopleFiles::first_of_each(const Shared& shared) const {
    std::vector<std::size_t> places;
    for (const auto person : shared.persons) places.push_back(gathered_.people.all[person].entries.front());
    return places;
}

Result<void> PeopleFiles::review_shared(const Write& write) const {
    const auto& all = gathered_.people.shared;
    const auto title = counted(all.size(), "contact or name", "contacts or names") + " of several people";
    if (auto written = write(review_title(title)); !written) return written;
    for (const auto& shared : all) {
        const auto places = first_of_each(shared);
        auto group = reviewed(std::to_string(places.size()) + " people " + what_is_shared(shared.what), places);
        // The second settles it as it is: what was said to be apart is not listed again.
        if (group) group->decisions = {"together " + joined(called(places)), "apart " + joined(called(places))};
        if (auto written = write_group(group, write); !written) return written;
    }
    return {};
}

Result<void> PeopleFiles::review_bursts(const Write& write) const {
    const auto& all = gathered_.people.bursts;
    const auto title = counted(all.size(), "group", "groups") + " of entries that came too fast or look like junk";
    if (auto written = write(review_title(title)); !written) return written;
    for (const auto& burst : all) {
        std::string why = burst.aside ? "set aside" : "nobody was left out for it";
        for (const auto& reason : burst.reasons) why += "; " + reason;
        auto group = reviewed(why, burst.entries);
        if (group) {
            const auto ids = joined(called(burst.entries));
            if (!burst.aside) group->decisions.push_back("aside " + ids);
            group->decisions.push_back("keep " + ids);
        }
        if (auto written = write_group(group, write); !written) return written;
    }
    return {};
}

// Those of bursts stand there.
Result<void> PeopleFiles::review_set_aside(const Write& write) const {
    std::vector<std::size_t> places;
    for (const auto place : gathered_.people.set_aside) {
        const auto burst = burst_of_.find(place);
        if (burst == burst_of_.end() || !burst->second->aside) places.push_back(place);
    }
    if (places.empty()) return {};
    if (auto written = write(review_title("set aside by your decisions")); !written) return written;
    return write_group(reviewed("to count one again, take it out of its line \"aside\"", places), write);
}

Result<void> PeopleFiles::write_review(const Write& write) const {
    if (auto written = write(review_head()); !written) return written;
    if (auto written = review_merged(write); !written) return written;
    if (auto written = review_shared(write); !written) return written;
    if (auto written = review_bursts(write); !written) return written;
    return review_set_aside(write);
}

}  // namespace hineni

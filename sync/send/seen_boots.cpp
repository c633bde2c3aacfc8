#include "sync/send/seen_boots.hpp"

#include <algorithm>

namespace hineni {

namespace {

// A known moment says little more than the one a while before it, unless it is surer.
constexpr Monotonic a_while = std::chrono::minutes(10);

// Whoever counts with it never counts too far.
bool possible(const Moment& now) {
    constexpr std::int64_t latest = std::int64_t{1} << 40U;
    return *now.unix_s >= 0 && *now.unix_s < latest && now.within_s >= 0;
}

bool says_more(const std::vector<Moment>& known, const Moment& now) {
    if (known.empty() || now.since_boot - known.back().since_boot >= a_while) return true;
    return std::all_of(known.begin(), known.end(), [&](const Moment& each) { return now.within_s < each.within_s; });
}

// The first and the last stay, and of those between the surest: entries are counted from the nearest on either side.
void make_room(std::vector<Moment>& known) {
    if (known.size() <= most_anchors) return;
    const auto least_sure = std::max_element(known.begin() + 1, known.end() - 1,
                                             [](const Moment& a, const Moment& b) { return a.within_s < b.within_s; });
    known.erase(least_sure);
}

}  // namespace

void SeenBoots::notice(const Moment& now) {
    if (boots_.empty() || boots_.back().id != now.boot) {
        // A boot that was there before and is the present one again: the folder was carried between two devices.
        const auto again = std::find_if(boots_.begin(), boots_.end(), [&](const Boot& b) { return b.id == now.boot; });
        const auto number = boots_.empty() ? 1 : boots_.back().number + 1;
        if (again != boots_.end()) boots_.erase(again);
        boots_.push_back({number, now.boot, Monotonic(0), {}});
        if (boots_.size() > most_known_boots) boots_.erase(boots_.begin());
    }
    auto& boot = boots_.back();
    boot.lasted = std::max(boot.lasted, now.since_boot);
    if (!now.unix_s || !possible(now) || !says_more(boot.known, now)) return;
    const auto place = std::upper_bound(boot.known.begin(), boot.known.end(), now,
                                        [](const Moment& a, const Moment& b) { return a.since_boot < b.since_boot; });
    boot.known.insert(place, now);
    make_room(boot.known);
}

std::vector<BootSeen> SeenBoots::in_words() const {
    std::vector<BootSeen> out;
    for (const auto& boot : boots_) {
        BootSeen seen{boot_tag(boot.id), boot.lasted, {}};
        for (const auto& moment : boot.known) {
            seen.anchors.push_back({moment.since_boot, moment.unix_s.value_or(0), moment.within_s});
        }
        out.push_back(std::move(seen));
    }
    static_assert(most_known_boots == most_boots);
    return out;
}

}  // namespace hineni

#include "sync/desk/times.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace hineni {

namespace {

constexpr std::int64_t farthest_s = std::int64_t{1} << 43U;  // 280,000 years; whoever says more says nothing.
constexpr std::int64_t longest_ms = std::int64_t{1} << 53U;
constexpr std::size_t most_kept = 16;

// How far a tablet's own count may be off after so long: quartz, and a cold evening.
constexpr std::int64_t drift(std::int64_t ms) {
    return (ms < 0 ? -ms : ms) / 5000 + 1;
}

std::int64_t in_reach(std::int64_t unix_s) {
    return std::clamp(unix_s, -farthest_s, farthest_s) * 1000;
}

std::int64_t in_reach(Monotonic since) {
    return std::clamp<std::int64_t>(since.count(), 0, longest_ms);
}

std::int64_t width(int within_s) {
    return std::int64_t{std::max(within_s, 0)} * 1000;
}

std::int64_t floor_of(std::int64_t a, std::int64_t by) {
    return a / by - (a % by < 0 ? 1 : 0);
}

}  // namespace

bool Times::BySharpness::operator()(const Anchor& a, const Anchor& b) const {
    return std::tie(a.within_s, a.since_boot, a.unix_s) < std::tie(b.within_s, b.since_boot, b.unix_s);
}

void Times::add(const Statement& statement) {
    auto& boots = devices_[statement.device];
    const BootTag* before = nullptr;
    for (const auto& seen : statement.boots) {
        auto& boot = boots[seen.boot];
        boot.lasted = std::max(boot.lasted, in_reach(seen.lasted));
        boot.anchors.insert(seen.anchors.begin(), seen.anchors.end());
        while (boot.anchors.size() > most_kept) boot.anchors.erase(std::prev(boot.anchors.end()));
        if (before != nullptr && *before != seen.boot) boots[*before].later.insert(seen.boot);
        before = &seen.boot;
    }
    passed_on_ = false;
}

// Those before come first. Boots that are said to come before themselves (a copied card) are left out.
std::vector<BootTag> Times::in_order(const Boots& boots) {
    std::map<BootTag, std::size_t> before;
    for (const auto& [tag, boot] : boots) {
        for (const auto& later : boot.later) ++before[later];
    }
    std::vector<BootTag> order;
    for (const auto& [tag, boot] : boots) {
        if (!before.contains(tag)) order.push_back(tag);
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        for (const auto& later : boots.at(order[i]).later) {
            if (--before[later] == 0) order.push_back(later);
        }
    }
    return order;
}

// From boot to boot: what is known of the end of one is known of the start of the next, and the other way round.
void Times::pass_on(Boots& boots) {
    const auto order = in_order(boots);
    const std::set<BootTag> known(order.begin(), order.end());
    bool ignored = false;
    for (const auto& tag : order) {
        const auto& boot = boots.at(tag);
        const auto end = at(boot, boot.lasted, std::nullopt, ignored);
        for (const auto& later : boot.later) {
            auto& next = boots.at(later);
            if (known.contains(later)) next.not_before = std::max(next.not_before, end.low);
        }
    }
    for (auto tag = order.rbegin(); tag != order.rend(); ++tag) {
        auto& boot = boots.at(*tag);
        for (const auto& later : boot.later) {
            if (!known.contains(later)) continue;
            boot.over_by = std::min(boot.over_by, at(boots.at(later), 0, std::nullopt, ignored).high);
        }
    }
}

// The true time at `since` of a boot.
Times::Interval Times::at(const Boot& boot, std::int64_t since, const std::optional<Interval>& claimed,
                          bool& contradicted) {
    std::vector<Interval> all;
    for (const auto& anchor : boot.anchors) {
        const auto distance = since - in_reach(anchor.since_boot);
        const auto around = in_reach(anchor.unix_s) + distance;
        const auto off = width(anchor.within_s) + drift(distance);
        all.push_back({around - off, around + off});
    }
    if (claimed) all.push_back(*claimed);
    std::ranges::sort(all, [](const Interval& a, const Interval& b) {
        return std::tuple(a.high - a.low, a.low) < std::tuple(b.high - b.low, b.low);
    });
    Interval outer;
    if (boot.not_before > -never) outer.low = boot.not_before + since - drift(since);
    const auto left = std::max<std::int64_t>(boot.lasted - since, 0);
    if (boot.over_by < never) outer.high = boot.over_by - left + drift(left);
    all.push_back(outer);
    Interval now;
    for (const auto& each : all) {
        const Interval both{std::max(now.low, each.low), std::min(now.high, each.high)};
        if (both.low > both.high) {
            contradicted = true;
        } else {
            now = both;
        }
    }
    return now;
}

Times::Stated Times::of(const Claim& claim) {
    if (!passed_on_) {
        for (auto& [device, boots] : devices_) pass_on(boots);
        passed_on_ = true;
    }
    static const Boot unknown;
    const auto device = devices_.find(claim.device);
    const Boot* boot = &unknown;
    if (device != devices_.end()) {
        const auto found = device->second.find(claim.boot);
        if (found != device->second.end()) boot = &found->second;
    }
    std::optional<Interval> claimed;
    if (claim.unix_s) {
        claimed =
            Interval{in_reach(*claim.unix_s) - width(claim.within_s), in_reach(*claim.unix_s) + width(claim.within_s)};
    }
    Stated stated;
    const auto found = at(*boot, in_reach(claim.since_boot), claimed, stated.contradicted);
    if (found.low == -never || found.high == never) return stated;
    const auto middle = floor_of(found.low + (found.high - found.low) / 2, 1000);
    const auto half = std::max(found.high - middle * 1000, middle * 1000 - found.low);
    const auto within = (half + 999) / 1000;
    if (within > std::numeric_limits<int>::max()) return stated;
    stated.unix_s = middle;
    stated.within_s = static_cast<int>(within);
    return stated;
}

}  // namespace hineni

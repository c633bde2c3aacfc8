#include "sync/queue/passed_time.hpp"

#include <algorithm>
#include <tuple>

namespace hineni {

namespace {

// Two quartz clocks differ by less than a thousandth.
Monotonic at_least(Monotonic measured) {
    return measured - measured / 1000;
}
Monotonic at_most(Monotonic measured) {
    return measured + measured / 1000;
}

}  // namespace

PassedTime::PassedTime(std::span<const Boot> boots, const Moment& now) {
    bool found = false;
    for (const auto& boot : boots) {
        const auto place = static_cast<std::ptrdiff_t>(lasted_.size());
        numbers_.push_back(boot.number);
        lasted_.push_back(boot.lasted);
        for (const auto& moment : boot.known) add(place, moment);
        if (boot.id != now.boot) continue;
        found = true;
        now_ = {place, now.since_boot};
    }
    if (!found) {
        now_ = {static_cast<std::ptrdiff_t>(lasted_.size()), now.since_boot};
        numbers_.push_back(numbers_.empty() ? 1 : numbers_.back() + 1);
        lasted_.push_back(now.since_boot);
    }
    add(now_.boot, now);
    const auto in_order = [](const Clock& a, const Clock& b) {
        return std::tie(a.place.boot, a.place.since_boot) < std::tie(b.place.boot, b.place.since_boot);
    };
    std::sort(clocks_.begin(), clocks_.end(), in_order);
    for (auto one = clocks_.begin(); one != clocks_.end(); ++one) {
        if (std::none_of(one, clocks_.end(), [&](const Clock& other) { return contradict(*one, other); })) continue;
        clocks_.clear();
        return;
    }
}

void PassedTime::add(std::ptrdiff_t boot, const Moment& moment) {
    if (!moment.unix_s) return;
    const Monotonic told = std::chrono::seconds(*moment.unix_s);
    const Monotonic doubt = std::chrono::seconds(moment.within_s);
    clocks_.push_back({{boot, moment.since_boot}, told - doubt, told + doubt});
}

// The device's own running between the two; it may have been off for longer.
Monotonic PassedTime::running(const Place& from, const Place& to) const {
    if (from.boot > to.boot) return Monotonic(0);
    if (from.boot == to.boot) return std::max(Monotonic(0), to.since_boot - from.since_boot);
    auto sum = to.since_boot;
    if (from.boot >= 0) {
        sum += std::max(Monotonic(0), lasted_[static_cast<std::size_t>(from.boot)] - from.since_boot);
    }
    for (auto boot = from.boot + 1; boot < to.boot; ++boot) sum += lasted_[static_cast<std::size_t>(boot)];
    return sum;
}

bool PassedTime::contradict(const Clock& earlier, const Clock& later) const {
    const auto between = running(earlier.place, later.place);
    if (later.latest < earlier.earliest + at_least(between)) return true;
    const bool same_boot = earlier.place.boot == later.place.boot;
    return same_boot && later.earliest > earlier.latest + at_most(between);
}

Monotonic PassedTime::since(std::int64_t boot, Monotonic since_boot) const {
    Place then{-1, Monotonic(0)};
    const auto found = std::find(numbers_.begin(), numbers_.end(), boot);
    if (found != numbers_.end()) {
        then = {found - numbers_.begin(), since_boot};
    } else if (boot > numbers_.front()) {
        return Monotonic(0);
    }
    auto passed = at_least(running(then, now_));
    for (const auto& one : clocks_) {
        // No later than this it was.
        auto then_latest = one.latest - at_least(running(then, one.place));
        if (one.place.boot < then.boot) continue;
        if (one.place.boot == then.boot && one.place.since_boot < then.since_boot) {
            then_latest = one.latest + at_most(then.since_boot - one.place.since_boot);
        }
        for (const auto& other : clocks_) {
            if (other.place.boot > now_.boot) continue;
            // No earlier than this it is.
            const auto now_earliest = other.earliest + at_least(running(other.place, now_));
            passed = std::max(passed, now_earliest - then_latest);
        }
    }
    return passed;
}

}  // namespace hineni

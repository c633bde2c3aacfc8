#include "kiosk/shell/focus.hpp"

#include <algorithm>
#include <cmath>

namespace hineni::focus {

namespace {

using touch::Rect;
using touch::Role;
using touch::Target;

bool is_stop(const Target& target) {
    return target.on && target.role != Role::Sheet;
}

void add_in_order(std::vector<std::uint32_t>& stops, const Targets& targets, Across across, bool keys) {
    std::vector<Rect> boxes;
    std::vector<std::uint32_t> ids;
    for (const auto& each : targets) {
        if (!is_stop(each) || (each.role == Role::Key) != keys) continue;
        boxes.push_back(each.box);
        ids.push_back(each.id);
    }
    if (boxes.empty()) return;
    // Keys lie the same way for everybody.
    for (const auto index : reading_order(boxes, keys ? Across::LeftToRight : across)) stops.push_back(ids[index]);
}

// A box turned so that the way that is asked for is down.
Rect turned(const Rect& box, Way way) {
    switch (way) {
        case Way::Down: return box;
        case Way::Up: return {box.x, -box.bottom(), box.width, box.height};
        case Way::Right: return {box.y, box.x, box.height, box.width};
        case Way::Left: return {box.y, -box.right(), box.height, box.width};
    }
    return box;
}

// How far below `from`; nothing where it is not below.
std::optional<float> distance_below(const Rect& from, const Rect& to) {
    constexpr float blur = 1;
    if (to.y < from.bottom() - blur) return std::nullopt;
    constexpr float aside_costs = 3;
    constexpr float tie = 0.01F;  // Of several straight ahead, the one whose middle is nearest.
    const float aside = std::max({0.0F, to.x - from.right(), from.x - to.right()});
    const float off_middle = std::abs(to.x + to.width / 2 - from.x - from.width / 2);
    return to.y - from.bottom() + aside_costs * aside + tie * off_middle;
}

}  // namespace

std::vector<std::uint32_t> stops(const Targets& targets, Across across) {
    std::vector<std::uint32_t> all;
    add_in_order(all, targets, across, false);
    add_in_order(all, targets, across, true);
    return all;
}

std::optional<std::uint32_t> next(const Targets& targets, Across across, std::optional<std::uint32_t> on) {
    const auto all = stops(targets, across);
    if (all.empty()) return std::nullopt;
    const auto here = std::find(all.begin(), all.end(), on);
    return here == all.end() || here + 1 == all.end() ? all.front() : *(here + 1);
}

std::optional<std::uint32_t> previous(const Targets& targets, Across across, std::optional<std::uint32_t> on) {
    const auto all = stops(targets, across);
    if (all.empty()) return std::nullopt;
    const auto here = std::find(all.begin(), all.end(), on);
    return here == all.end() || here == all.begin() ? all.back() : *(here - 1);
}

std::optional<std::uint32_t> towards(const Targets& targets, Way way, std::optional<std::uint32_t> on) {
    const auto here = std::find_if(targets.begin(), targets.end(), [&](const auto& each) { return each.id == on; });
    if (here == targets.end()) return std::nullopt;
    const auto from = turned(here->box, way);
    std::optional<std::uint32_t> best;
    float shortest = 0;
    for (const auto& each : targets) {
        if (!is_stop(each) || each.id == on) continue;
        const auto distance = distance_below(from, turned(each.box, way));
        if (!distance || (best && *distance >= shortest)) continue;
        best = each.id;
        shortest = *distance;
    }
    return best;
}

}  // namespace hineni::focus

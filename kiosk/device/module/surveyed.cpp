// What a survey means for people.
#include <algorithm>
#include <utility>

#include "kiosk/device/module/reading.hpp"
#include "kiosk/device/module/survey.hpp"

namespace hineni {

namespace {

constexpr std::uint32_t activated = 2;  // NM_ACTIVE_CONNECTION_STATE_ACTIVATED

bool locked(const AccessPoint& point) {
    return point.lock != Lock::Open && point.lock != Lock::Owe;
}

}  // namespace

std::string Surveyed::joined() const {
    if (active_state != activated) return {};
    const auto settings = std::ranges::find(remembered, active_settings, &Remembered::object);
    return settings == remembered.end() ? std::string() : settings->ssid;
}

Facts::Network Surveyed::network() const {
    // NMState and NMConnectivityState. Without a check, NetworkManager calls everything with a route "full".
    constexpr std::uint32_t connecting = 40, local = 50, global = 70, full = 4;
    if (state >= global && connectivity == full && asks_for_connectivity) return Facts::Network::Internet;
    if (state >= local) return Facts::Network::Local;
    return state == connecting ? Facts::Network::Joining : Facts::Network::None;
}

std::vector<Facts::Wifi> Surveyed::wifis() const {
    std::vector<Facts::Wifi> all;
    const auto in = shown_name(joined());
    for (const auto& each : points) {
        const auto name = shown_name(each.ssid);
        auto there = std::ranges::find(all, name, &Facts::Wifi::name);
        if (there == all.end()) there = all.insert(there, {name, 0, false, !known(name).empty(), name == in});
        there->strength = std::max(there->strength, each.strength);
        there->locked = there->locked || locked(each);
    }
    std::ranges::sort(all, [](const Facts::Wifi& a, const Facts::Wifi& b) {
        return a.strength != b.strength ? a.strength > b.strength : a.name < b.name;
    });
    return all;
}

const AccessPoint* Surveyed::point(std::string_view shown) const {
    const AccessPoint* best = nullptr;
    for (const auto& each : points) {
        if (shown_name(each.ssid) != shown) continue;
        const auto worth = std::pair(locked(each), each.strength);
        if (best == nullptr || worth > std::pair(locked(*best), best->strength)) best = &each;
    }
    return best;
}

std::vector<const Remembered*> Surveyed::known(std::string_view shown) const {
    std::vector<const Remembered*> all;
    for (const auto& each : remembered) {
        if (shown_name(each.ssid) == shown) all.push_back(&each);
    }
    return all;
}

}  // namespace hineni

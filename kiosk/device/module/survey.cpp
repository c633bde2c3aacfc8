#include "kiosk/device/module/survey.hpp"

#include <algorithm>
#include <utility>

#include "kiosk/device/module/reading.hpp"

namespace hineni {

namespace {

constexpr std::uint32_t wifi_device = 2;  // NM_DEVICE_TYPE_WIFI
constexpr std::size_t longest_ssid = 32;

// NM80211ApFlags and NM80211ApSecurityFlags.
Lock lock_of(std::uint32_t flags, std::uint32_t wpa, std::uint32_t rsn) {
    constexpr std::uint32_t privacy = 0x1, psk = 0x100, account = 0x200, sae = 0x400, owe = 0x800;
    const auto security = wpa | rsn;
    if ((security & psk) != 0) return Lock::Password;
    if ((security & sae) != 0) return Lock::Sae;
    if ((security & account) != 0) return Lock::Account;
    if ((security & owe) != 0) return Lock::Owe;
    return (flags & privacy) != 0 ? Lock::Broken : Lock::Open;
}

}  // namespace

void Survey::ask(const Kept& kept, const BusCall& call, const Bus::Write& write,
                 std::function<void(sd_bus_message* answer, const std::string& refusal)> then) {
    ++kept->open;
    kept->bus.ask(call, write, [kept, then = std::move(then)](sd_bus_message* answer, const std::string& refusal) {
        then(answer, refusal);
        --kept->open;
    });
}

void Survey::ask_properties(const Kept& kept, const std::string& object, const char* interface,
                            std::function<void(sd_bus_message* answer)> then) {
    ask(
        kept, {manager_service, object, "org.freedesktop.DBus.Properties", "GetAll"},
        [interface](sd_bus_message* message) { return sd_bus_message_append_basic(message, 's', interface); },
        [then = std::move(then)](sd_bus_message* answer, const std::string& /*refusal*/) {
            if (answer != nullptr) then(answer);
        });
}

Survey::Survey(Bus& bus) : state_(std::make_shared<State>(State{bus, 0, {}})) {
    const auto& kept = state_;
    ask(
        kept, {manager_service, manager_object, "org.freedesktop.DBus.Properties", "GetAll"},
        [](sd_bus_message* message) { return sd_bus_message_append_basic(message, 's', manager_service); },
        [kept](sd_bus_message* answer, const std::string& refusal) {
            kept->found.refusal = refusal;
            if (answer != nullptr) read_manager(kept, answer);
        });
    ask(kept, {manager_service, settings_object, settings_interface, "ListConnections"}, nullptr,
        [kept](sd_bus_message* answer, const std::string& /*refusal*/) {
            if (answer == nullptr) return;
            for (const auto& object : read_paths(answer)) {
                ask(kept, {manager_service, object, connection_interface, "GetSettings"}, nullptr,
                    [kept, object](sd_bus_message* settings, const std::string& /*refusal*/) {
                        if (settings != nullptr) read_connection(kept, object, settings);
                    });
            }
        });
    ask(kept, {"org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "CanPowerOff"},
        nullptr, [kept](sd_bus_message* answer, const std::string& /*refusal*/) {
            const char* can = nullptr;
            if (answer == nullptr || sd_bus_message_read_basic(answer, 's', &can) <= 0) return;
            kept->found.can_switch_off = std::string_view(can) == "yes";
        });
}

void Survey::read_manager(const Kept& kept, sd_bus_message* answer) {
    auto& found = kept->found;
    std::vector<std::string> devices;
    read_properties(answer, [&](std::string_view name, const Value& value) {
        if (name == "State") found.state = value.number().value_or(0);
        if (name == "Connectivity") found.connectivity = value.number().value_or(0);
        if (name == "ConnectivityCheckEnabled") found.asks_for_connectivity = value.yes().value_or(false);
        if (name == "WirelessEnabled") found.wireless_on = value.yes().value_or(false);
        if (name == "PrimaryConnectionType") found.primary_type = value.text().value_or("");
        if (name == "Devices") devices = value.paths();
    });
    for (const auto& object : devices) {
        ask_properties(kept, object, device_interface,
                       [kept, object](sd_bus_message* device) { read_device(kept, object, device); });
    }
}

void Survey::read_device(const Kept& kept, const std::string& object, sd_bus_message* answer) {
    std::uint32_t type = 0;
    std::string active;
    read_properties(answer, [&](std::string_view name, const Value& value) {
        if (name == "DeviceType") type = value.number().value_or(0);
        if (name == "ActiveConnection") active = value.text().value_or("");
    });
    auto& found = kept->found;
    if (type != wifi_device || !found.wifi.empty()) return;
    found.wifi = object;
    if (active.size() > 1) {
        ask_properties(kept, active, active_interface, [kept](sd_bus_message* connection) {
            read_properties(connection, [&](std::string_view name, const Value& value) {
                if (name == "State") kept->found.active_state = value.number().value_or(0);
                if (name == "Connection") kept->found.active_settings = value.text().value_or("");
            });
        });
    }
    ask_properties(kept, object, wireless_interface, [kept](sd_bus_message* wireless) {
        std::vector<std::string> points;
        read_properties(wireless, [&](std::string_view name, const Value& value) {
            if (name == "AccessPoints") points = value.paths();
        });
        for (const auto& point : points) {
            ask_properties(kept, point, point_interface,
                           [kept, point](sd_bus_message* properties) { read_point(kept, point, properties); });
        }
    });
}

void Survey::read_point(const Kept& kept, const std::string& object, sd_bus_message* answer) {
    AccessPoint point{object, {}, 0, Lock::Open};
    std::uint32_t flags = 0, wpa = 0, rsn = 0;
    read_properties(answer, [&](std::string_view name, const Value& value) {
        if (name == "Ssid") point.ssid = value.bytes().value_or("");
        if (name == "Strength") point.strength = value.byte().value_or(0);
        if (name == "Flags") flags = value.number().value_or(0);
        if (name == "WpaFlags") wpa = value.number().value_or(0);
        if (name == "RsnFlags") rsn = value.number().value_or(0);
    });
    // One that hides its name is all zeros, or empty.
    const bool hidden = point.ssid.find_first_not_of('\0') == std::string::npos;
    if (hidden || point.ssid.size() > longest_ssid) return;
    point.strength = std::min(point.strength, 100);
    point.lock = lock_of(flags, wpa, rsn);
    kept->found.points.push_back(std::move(point));
}

void Survey::read_connection(const Kept& kept, const std::string& object, sd_bus_message* answer) {
    Remembered remembered{object, {}};
    read_settings(answer, [&](std::string_view name, const Value& value) {
        if (name == "802-11-wireless.ssid") remembered.ssid = value.bytes().value_or("");
    });
    if (!remembered.ssid.empty() && remembered.ssid.size() <= longest_ssid) {
        kept->found.remembered.push_back(std::move(remembered));
    }
}

}  // namespace hineni

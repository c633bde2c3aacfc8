// Survey: one round of questions to NetworkManager and logind, and what they said. It is whole when all have answered,
// refused, or not answered in time; what is missing then is absent.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/device/module/bus.hpp"
#include "kiosk/device/network.hpp"

namespace hineni {

inline constexpr auto manager_service = "org.freedesktop.NetworkManager";
inline constexpr auto manager_object = "/org/freedesktop/NetworkManager";
inline constexpr auto settings_object = "/org/freedesktop/NetworkManager/Settings";
inline constexpr auto settings_interface = "org.freedesktop.NetworkManager.Settings";
inline constexpr auto connection_interface = "org.freedesktop.NetworkManager.Settings.Connection";
inline constexpr auto device_interface = "org.freedesktop.NetworkManager.Device";
inline constexpr auto wireless_interface = "org.freedesktop.NetworkManager.Device.Wireless";
inline constexpr auto point_interface = "org.freedesktop.NetworkManager.AccessPoint";
inline constexpr auto active_interface = "org.freedesktop.NetworkManager.Connection.Active";

enum class Lock {
    Open,
    Password,  // WPA or WPA2, also beside WPA3.
    Sae,       // WPA3 alone.
    Owe,       // Encrypted, without a password.
    Broken,    // WEP: anybody reads it.
    Account,   // Wants the name of a user (802.1X).
};

struct AccessPoint {
    std::string object;
    std::string ssid;  // As it is, any bytes.
    int strength = 0;
    Lock lock = Lock::Open;
};

struct Remembered {
    std::string object;
    std::string ssid;
};

struct Surveyed {
    std::string refusal;  // Of NetworkManager: the name of the error. Empty: it answered.
    std::uint32_t state = 0, connectivity = 0;
    bool asks_for_connectivity = false, wireless_on = false;
    std::string primary_type;  // "802-11-wireless", "802-3-ethernet", …
    std::string wifi;          // The object of the first Wi-Fi device.
    std::uint32_t active_state = 0;
    std::string active_settings;  // What is remembered of the network that the Wi-Fi is in.
    std::vector<AccessPoint> points;
    std::vector<Remembered> remembered;
    bool can_switch_off = false;

    // Of the network that the Wi-Fi is in; empty: none.
    [[nodiscard]] std::string joined() const;
    [[nodiscard]] Facts::Network network() const;
    // Each name once, the strongest first.
    [[nodiscard]] std::vector<Facts::Wifi> wifis() const;
    // The strongest that is shown by this name; one with a lock goes before one without, which may be somebody else's
    // who took the name.
    [[nodiscard]] const AccessPoint* point(std::string_view shown) const;
    // What is remembered of it.
    [[nodiscard]] std::vector<const Remembered*> known(std::string_view shown) const;
};

class Survey {
  public:
    // Asks; the answers come while the bus takes in. The Survey may go before they have come.
    explicit Survey(Bus& bus);
    // All have answered, or it is too late for those that have not.
    [[nodiscard]] bool whole() const { return state_->open == 0; }
    [[nodiscard]] const Surveyed& found() const { return state_->found; }

  private:
    struct State {
        Bus& bus;
        std::size_t open = 0;
        Surveyed found;
    };
    using Kept = std::shared_ptr<State>;

    static void ask(const Kept& kept, const BusCall& call, const Bus::Write& write,
                    std::function<void(sd_bus_message* answer, const std::string& refusal)> then);
    static void ask_properties(const Kept& kept, const std::string& object, const char* interface,
                               std::function<void(sd_bus_message* answer)> then);
    static void read_manager(const Kept& kept, sd_bus_message* answer);
    static void read_device(const Kept& kept, const std::string& object, sd_bus_message* answer);
    static void read_point(const Kept& kept, const std::string& object, sd_bus_message* answer);
    static void read_connection(const Kept& kept, const std::string& object, sd_bus_message* answer);

    Kept state_;
};

}  // namespace hineni

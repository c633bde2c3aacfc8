// Network: what connects the machine, and what an organizer may do about it: NetworkManager and logind over D-Bus. A
// seam, because sd-bus is loaded while an organizer looks, and let go afterwards (loan.hpp).
//
// A look waits 150 ms at most, and that once where a service does not answer, not at each look.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "hineni/clock.hpp"
#include "hineni/result.hpp"
#include "kiosk/session/facts.hpp"

namespace hineni {

struct NetworkFacts {
    Facts::Network network = Facts::Network::None;
    std::string name;  // Of the Wi-Fi, or "" for a cable.
    bool has_wifi = false;
    std::vector<Facts::Wifi> wifis;
    std::string wifi_trouble;
    bool can_switch_off = false;
    std::string trouble;  // Why nothing is known; empty: it is.
};

class Network {
  public:
    Network() = default;
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;
    virtual ~Network() = default;

    // What is known now; asks anew where that is old.
    [[nodiscard]] virtual NetworkFacts look(Monotonic now) = 0;

    virtual void scan() = 0;
    // `name` as the facts have it. The password is copied into the one message and nowhere else; none: a network that
    // is open or remembered. What becomes of it shows in the facts.
    [[nodiscard]] virtual Result<void> join(std::string_view name, std::string_view password, Monotonic now) = 0;
    virtual void forget(std::string_view name) = 0;
    // All that are remembered, before it returns: of a wipe, for which a second or two may be waited.
    [[nodiscard]] virtual Result<void> forget_all() = 0;
    // Fails where the answer comes soon and is a refusal.
    [[nodiscard]] virtual Result<void> switch_off() = 0;
};

// What the module has. `address`: of the bus. Never null.
extern "C" using OpenNetwork = Network * (const char* address);
inline constexpr const char* open_network_name = "hineni_open_network";

}  // namespace hineni

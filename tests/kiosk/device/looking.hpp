// A kiosk that looks at a pretended network, as an organizer's screen does.
#pragma once

#include <doctest/doctest.h>
#include <poll.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/device/loan.hpp"
#include "kiosk/device/network.hpp"
#include "tests/kiosk/device/pretended_bus.hpp"

namespace hineni {

class Kiosk {
  public:
    explicit Kiosk(const std::string& address) {
        const auto module = std::filesystem::path(HINENI_BIN) / "../lib/hineni/hineni-network.so";
        const auto taken = network_.take<OpenNetwork>(module, open_network_name, address.c_str());
        REQUIRE(taken);
    }
    Network& network() { return *network_.get(); }
    NetworkFacts look() { return network().look(now_ += std::chrono::milliseconds(100)); }
    void wait(Monotonic time) { now_ += time; }
    Result<void> join(const std::string& name, const std::string& password = {}) {
        return network().join(name, password, now_);
    }

    // As an organizer does: until it is so, and not for ever.
    template <class Is>
    NetworkFacts until(const Is& is) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        for (;;) {
            auto facts = look();
            if (is(facts) || std::chrono::steady_clock::now() > end) return facts;
            (void)poll(nullptr, 0, 2);  // The other program has its turn.
        }
    }
    NetworkFacts with_list() {
        return until([](const NetworkFacts& facts) { return !facts.wifis.empty(); });
    }
    NetworkFacts with_trouble() {
        return until([](const NetworkFacts& facts) { return !facts.wifi_trouble.empty(); });
    }

  private:
    Loaned<Network> network_;
    Monotonic now_ = std::chrono::hours(1);
};

// A place with services that were told `orders` (services.py) before the kiosk looks.
class Served {
  public:
    explicit Served(const std::vector<std::string>& orders = {}) {
        bus.serve();
        for (const auto& order : orders) bus.tell(order);
    }
    PretendedBus bus;
};
struct Place : Served {
    using Served::Served;
    Kiosk kiosk{bus.address()};

    // Once the list is there, it has so many networks.
    [[nodiscard]] bool shows(std::size_t networks) { return kiosk.with_list().wifis.size() == networks; }
};

#define NEEDS_A_BUS()                                     \
    if (!PretendedBus::missing().empty()) {               \
        MESSAGE("left out: " << PretendedBus::missing()); \
        return;                                           \
    }

inline std::string remember(const std::string& name) {
    return "remember " + PretendedBus::digits(name);
}

inline std::string wifi(const std::string& name, int strength, const std::string& lock,
                        const std::string& called = {}) {
    return "wifi " + PretendedBus::digits(name) + " " + std::to_string(strength) + " " + lock + " " + called;
}

}  // namespace hineni

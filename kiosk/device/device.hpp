// Device: the machine below the kiosk, for the organizer's screen: its network, sticks, disk, battery, loudspeaker, and
// the services beside the kiosk. It looks and it acts; it decides nothing, and keeps no answer of anybody.
//
// NetworkManager and logind are spoken to over D-Bus, the rest lies in files of the kernel. What a machine does not
// have is absent from the Facts. Nothing here waits longer than 200 ms: what takes longer goes on elsewhere.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "hineni/clock.hpp"
#include "hineni/event_pack.hpp"
#include "hineni/result.hpp"
#include "kiosk/session/facts.hpp"
#include "kiosk/session/organizing.hpp"

namespace hineni {

class Device {
  public:
    // Where the machine is: other places in tests.
    struct Places {
        std::filesystem::path state;
        std::filesystem::path shelf;   // Empty: packs are not changed here.
        std::filesystem::path mirror;  // Empty: none was wanted.
        std::filesystem::path sys = "/sys";
        std::filesystem::path sticks = "/media";  // A stick is a folder of this one that is a mount of its own.
        std::string bus;                          // D-Bus address; empty: the system's.
        std::filesystem::path modules;            // Empty: beside this program, bin/../lib/hineni.
    };
    // `pack` outlives it. Never fails: what cannot be reached is absent, and said in Facts::trouble.
    Device(const EventPack& pack, Places places);
    Device(Device&&) noexcept;
    Device& operator=(Device&&) noexcept;
    ~Device();

    // For the organizer's screen: everything. Network and loudspeaker are taken on loan.
    [[nodiscard]] Facts look(const Now& now);
    // For the lamp, while no organizer looks: what files tell. What was on loan is given back.
    [[nodiscard]] Facts glance(const Now& now);
    // Orders that are the stage's own (practice, day or night) do nothing here. Wipe: every Wi-Fi is
    // forgotten before it returns.
    [[nodiscard]] Result<void> carry_out(const Order& order, const Now& now);

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace hineni

// ReadyCheck: is this kiosk ready for an evening? Begun by an organizer; each look takes it one step on, and none of
// them waits. What only a person can say (the screen, touches, the loudspeaker) is left to a person.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "hineni/event_pack.hpp"
#include "kiosk/device/disk_speed.hpp"
#include "kiosk/session/facts.hpp"

namespace hineni {

// By a durable write of 4 KiB: a thank-you takes two or three of them.
[[nodiscard]] Facts::Verdict verdict_on_write(std::chrono::microseconds middle);
[[nodiscard]] Facts::Verdict verdict_on_heat(int degrees);

class ReadyCheck {
  public:
    // `pack` outlives it.
    ReadyCheck(const EventPack& pack, std::filesystem::path state);

    // Begins anew. Sync was asked to send at once, where the pack has a drop.
    void begin(Monotonic now, bool asked_sync);
    // What is known by now; `facts` tells the rest of the machine. Empty: never begun.
    [[nodiscard]] std::vector<Facts::Ready> look(const Facts& facts, Monotonic now);

  private:
    Facts::Ready disk();
    Facts::Ready keys();
    Facts::Ready pack(const Facts& facts);
    Facts::Ready drop(const Facts& facts, Monotonic now) const;

    const EventPack& pack_;
    std::filesystem::path state_;
    bool begun_ = false;
    bool asked_sync_ = false;
    Monotonic begun_at_{0};
    int step_ = 0;
    std::optional<DiskSpeed> speed_;
    std::optional<Facts::Ready> disk_, keys_, read_pack_;
};

}  // namespace hineni

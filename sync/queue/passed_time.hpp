// PassedTime: how much time has surely passed since something that the ledger remembers by its boot alone. The device
// may have no clock: then only its own running counts. Where the true time was known at both ends, that counts too,
// with its doubt taken off. Where known times contradict one another, none of them is believed.
#pragma once

#include <span>
#include <vector>

#include "sync/queue/ledger.hpp"

namespace hineni {

class PassedTime {
  public:
    // `boots`: oldest first, as the ledger has them; `now`: of the same device.
    PassedTime(std::span<const Boot> boots, const Moment& now);

    // Since a moment of the boot of this number. A boot that is no longer remembered was before all others; one that
    // nobody has heard of gives nothing.
    [[nodiscard]] Monotonic since(std::int64_t boot, Monotonic since_boot) const;

  private:
    struct Place {
        std::ptrdiff_t boot = 0;  // Its place in lasted_; -1: before all.
        Monotonic since_boot{0};
    };
    struct Clock {  // A place at which the true time was known.
        Place place;
        Monotonic earliest{0};  // Since 1970
        Monotonic latest{0};
    };

    void add(std::ptrdiff_t boot, const Moment& moment);
    [[nodiscard]] Monotonic running(const Place& from, const Place& to) const;
    [[nodiscard]] bool contradict(const Clock& earlier, const Clock& later) const;

    std::vector<std::int64_t> numbers_;
    std::vector<Monotonic> lasted_;
    std::vector<Clock> clocks_;
    Place now_;
};

}  // namespace hineni

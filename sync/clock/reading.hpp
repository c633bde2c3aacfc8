// ClockReading: what the system said of its clocks, and what is to be believed of it. Pure: whatever a clock may show,
// a test can say it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "hineni/clock.hpp"

namespace hineni {

// Who keeps the time while the device is off.
enum class Keeper {
    Nobody,  // A Raspberry Pi: it wakes up in the past, or at the hour when it was last switched off.
    Chip,    // A clock chip with a battery. It drifts, and may run on local time.
    Host,    // A container or a virtual machine: somebody else's clock, of which nothing more is known.
};

struct ClockReading {
    std::array<std::uint8_t, 16> boot{};
    Monotonic since_boot{0};
    std::int64_t wall_s = 0;  // UTC seconds since 1970, true or not.
    // How far the kernel says that the wall clock may be off; nothing where no time service confirmed it lately.
    std::optional<std::int64_t> error_us;
    Keeper keeper = Keeper::Nobody;
};

// The only years in which a wall clock can be right: from when this was written, and ten from then.
inline constexpr std::int64_t first_plausible = 1'793'000'000;  // 2026-10-26, UTC
inline constexpr std::int64_t last_plausible = first_plausible + 3653LL * 24 * 60 * 60;
// A chip that is not confirmed: on local time it is off by up to 14 hours, and a cheap one drifts by minutes a year.
inline constexpr int doubt_of_a_chip_s = 24 * 60 * 60;

[[nodiscard]] Now believe(const ClockReading& reading);

// Whether a chip that shows `chip_s` can be where a wall clock at `wall_s` comes from. A chip whose battery is missing
// shows 1970 and keeps nothing.
[[nodiscard]] bool keeps_time(std::int64_t chip_s, std::int64_t wall_s);

}  // namespace hineni

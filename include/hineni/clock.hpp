// Time as it is told from outside. Nothing below main reads a clock: main reads one at the start of each turn of its
// loop and hands the reading on.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>

namespace hineni {

// Since the device started; never jumps. CLOCK_BOOTTIME.
using Monotonic = std::chrono::milliseconds;

// When something happened, as well as a device without a clock chip can know it: always the boot and the time since
// that boot, and the wall clock where it could be believed.
struct Moment {
    std::array<std::uint8_t, 16> boot{};  // The kernel's boot_id: which boot the next number counts from.
    Monotonic since_boot{0};
    std::optional<std::int64_t> unix_s;  // UTC seconds since 1970; nothing where the clock is not believed.
    int within_s = 0;                    // The true time is at most this many seconds away from unix_s.
};

struct Now {
    Monotonic monotonic{0};
    Moment moment;
    // The wall clock shows a year in which this program can be in use, whether or not anybody vouches for it. Good
    // enough to judge the dates of a certificate by; not good enough to be written down as a time.
    bool wall_plausible = false;
};

// The system's clocks, read once. Implemented in sync/clock, which decides when a wall clock is believed.
[[nodiscard]] Now read_clocks();

}  // namespace hineni

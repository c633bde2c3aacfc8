#include "sync/clock/reading.hpp"

namespace hineni {

namespace {

bool plausible(std::int64_t wall_s) {
    return wall_s >= first_plausible && wall_s <= last_plausible;
}

// Nothing: the wall clock is not to be believed.
std::optional<int> doubt_of(const ClockReading& reading) {
    constexpr std::int64_t second_us = 1'000'000;
    // A kernel that is a day off confirms nothing, whatever it calls that.
    constexpr std::int64_t most_us = doubt_of_a_chip_s * second_us;
    if (reading.error_us && *reading.error_us >= 0 && *reading.error_us < most_us) {
        // Rounded up, and one more for the part of a second that unix_s leaves out.
        return static_cast<int>((*reading.error_us + second_us - 1) / second_us) + 1;
    }
    if (reading.keeper == Keeper::Nobody) return std::nullopt;
    return doubt_of_a_chip_s;
}

}  // namespace

Now believe(const ClockReading& reading) {
    Now now;
    now.monotonic = reading.since_boot;
    now.moment.boot = reading.boot;
    now.moment.since_boot = reading.since_boot;
    now.wall_plausible = plausible(reading.wall_s);
    if (!now.wall_plausible) return now;
    if (const auto doubt = doubt_of(reading)) {
        now.moment.unix_s = reading.wall_s;
        now.moment.within_s = *doubt;
    }
    return now;
}

bool keeps_time(std::int64_t chip_s, std::int64_t wall_s) {
    if (!plausible(chip_s) || !plausible(wall_s)) return false;
    const auto apart = chip_s > wall_s ? chip_s - wall_s : wall_s - chip_s;
    return apart <= doubt_of_a_chip_s;
}

}  // namespace hineni

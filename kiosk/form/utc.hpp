// UTC: what an organizer's time with its offset is everywhere else, for holding two of them against each other.
#pragma once

#include <chrono>
#include <cstdint>

#include "hineni/form.hpp"

namespace hineni {

// Minutes since 1970 in UTC.
[[nodiscard]] constexpr std::int64_t utc_minutes(const LocalTime& time) {
    const auto day = std::chrono::sys_days(std::chrono::year(time.year) / time.month / time.day);
    return std::int64_t{day.time_since_epoch().count()} * 24 * 60 + std::int64_t{time.hour} * 60 + time.minute -
           time.utc_offset_minutes;
}

static_assert(utc_minutes({1970, 1, 2, 1, 30, 90}) == 1440);

}  // namespace hineni

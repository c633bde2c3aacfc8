// How long to leave a drop alone after it could not be reached: exponential with full jitter, so that twenty tablets
// that lost the same network do not come back in the same second. It never gives up.
#pragma once

#include <algorithm>
#include <cstdint>

#include "hineni/clock.hpp"

namespace hineni {

inline constexpr Monotonic shortest_ceiling = std::chrono::seconds(1);
inline constexpr Monotonic longest_wait = std::chrono::minutes(15);

// The longest wait after so many failures in a row (from 1): 1 s, 2 s, 4 s … 15 min.
[[nodiscard]] constexpr Monotonic ceiling_after(unsigned failures) {
    const unsigned doublings = failures > 1 ? failures - 1 : 0;
    if (doublings >= 10) return longest_wait;  // 1 s doubled ten times is more than 15 min.
    return std::min(longest_wait, shortest_ceiling * (1 << doublings));
}

// Between 1 ms and the ceiling, evenly: `dice` is a random number from outside.
[[nodiscard]] constexpr Monotonic wait_after(unsigned failures, std::uint32_t dice) {
    const auto span = static_cast<std::uint64_t>(ceiling_after(failures).count());
    return Monotonic(1 + static_cast<Monotonic::rep>(span * dice >> 32U));
}

static_assert(ceiling_after(1) == std::chrono::seconds(1));
static_assert(ceiling_after(4) == std::chrono::seconds(8));
static_assert(ceiling_after(10) == std::chrono::seconds(512));
static_assert(ceiling_after(11) == longest_wait && ceiling_after(4'000'000'000U) == longest_wait);
static_assert(wait_after(1, 0) == Monotonic(1) && wait_after(1, 0xFFFFFFFFU) == shortest_ceiling);
static_assert(wait_after(99, 0x80000000U) == longest_wait / 2 + Monotonic(1));
static_assert(wait_after(99, 0xFFFFFFFFU) == longest_wait);

}  // namespace hineni

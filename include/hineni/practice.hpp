// Practice: the kiosk with nobody's name in it. Its entries are sealed to a key that nobody has, carry an event id that
// no event can have, and lie in a queue and under a device key of their own, `state`/practice, which ends with the
// practice. Sync never looks there; a desk that meets such an envelope all the same leaves it out and says so.
#pragma once

#include <string_view>

#include "hineni/envelope.hpp"

namespace hineni {

// No pack's event.id has a "~".
inline constexpr std::string_view practice_event = "~practice";

// Seen from the outside of an envelope. Implemented in sync/seal.
[[nodiscard]] bool is_of_practice(const EventTag& event);

}  // namespace hineni

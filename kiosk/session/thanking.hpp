// Thanking: what a stored card leaves on the glass.
#pragma once

#include "kiosk/session/state.hpp"

namespace hineni {

// The first word of the first name that was given, isolated, and the chosen occasions, earliest first.
[[nodiscard]] Thanks thanks_for(const Card& card);

}  // namespace hineni

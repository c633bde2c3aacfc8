// Edits: what an attendee changes on the page they are on, without leaving it. What does not fit the page, or names
// something that is not on it, changes nothing.
#pragma once

#include "kiosk/session/session.hpp"

namespace hineni::edits {

void apply(State& state, const Happening& happening, const Language& language);

}  // namespace hineni::edits

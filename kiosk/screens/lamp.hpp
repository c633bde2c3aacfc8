// Lamp: one look tells an organizer from across the table how things stand. A sign in the corner that is held to come
// to their screen, and a line beside it; an attendee learns nothing from it.
#pragma once

#include "kiosk/screens/screens.hpp"

namespace hineni::screens {

// How much of the foot of the glass it takes, in pixels.
[[nodiscard]] float lamp_height(const Page& page);

// `until`: how far from the left edge of the glass the line may reach, in pixels. 0: the sign alone.
void lamp(Page& page, const Scene& scene, float until);

}  // namespace hineni::screens

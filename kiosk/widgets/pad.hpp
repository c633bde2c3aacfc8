// The signature pad: paper by day and by night, a line to sign on, and ink that follows the finger smoothly.
#pragma once

#include "kiosk/session/card.hpp"
#include "kiosk/session/session.hpp"
#include "kiosk/widgets/page.hpp"

namespace hineni {

// The largest box of the ink's proportions (1000 x 400) in the middle of `room`.
[[nodiscard]] Rect pad_in(Rect room);

// `room` has the ink's proportions (pad_in). Returns PenDown, PenMoved or PenUp.
[[nodiscard]] Did signature_pad(Page& page, const Ink& ink, bool pen_down, Rect room);

}  // namespace hineni

// The candle: our one picture, drawn from shapes, so that it is sharp on every glass and needs no file.
#pragma once

#include "kiosk/widgets/page.hpp"

namespace hineni {

// The candle stands in the middle of `room` and fills its height, flame included; `light` is the radius of its glow in
// pixels, 0 for none. Draw it before the words that lie in its light.
void candle(Page& page, Rect room, float light, float strength = 1);

}  // namespace hineni

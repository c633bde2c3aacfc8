// Candles: one small light for each name, gathered around the great one. Where a light stands follows from its number
// alone, so nothing moves when the next is lit; nothing flickers. Up to one_by_one of them stand as candles; beyond
// that all become smaller, and in the end points of light.
#pragma once

#include <cstddef>
#include <vector>

#include "kiosk/widgets/page.hpp"

namespace hineni {

inline constexpr std::size_t one_by_one = 150;
// More lights than this would be a haze that nobody can tell from fewer.
inline constexpr std::size_t most_lights = 2400;

struct Light {
    float x = 0, y = 0;  // The foot, in the room, 0 to 1; y grows towards who looks.
    float near = 0;      // 0 at the far edge, 1 at the near one: nearer is larger.
};

// Far ones first, as they are drawn. The same for everybody: no chance in it.
[[nodiscard]] std::vector<Light> lights(std::size_t count);

// The great candle stands in the middle of `room`, the lights all around it: half of them behind it, half in front.
// `tall`: height of the great candle in pixels. `glow`: radius of its light.
struct Gathering {
    Rect room;  // Where the lights' feet stand.
    float tall = 0;
    float glow = 0;
    std::size_t count = 0;
};
void candles(Page& page, const Gathering& all);

}  // namespace hineni

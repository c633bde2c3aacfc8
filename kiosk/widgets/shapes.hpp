// Shapes: the few forms that everything is drawn with. All boxes are in the page's own layout (left to right) and are
// mirrored and snapped to whole pixels here, so that edges are crisp. Few vertices: our rasteriser is a processor.
#pragma once

#include <array>
#include <vector>

#include "kiosk/widgets/page.hpp"

namespace hineni::shapes {

struct Point {
    float x = 0, y = 0;  // Pixels of the glass, already mirrored.
};

// 0xRRGGBB as it is written elsewhere.
[[nodiscard]] constexpr Colour rgba(unsigned hex, unsigned alpha = 255) {
    return (hex >> 16U & 0xFFU) | (hex & 0xFF00U) | (hex & 0xFFU) << 16U | alpha << 24U;
}

// `colour` with its alpha multiplied by `share` (0 to 1).
[[nodiscard]] Colour faded(Colour colour, float share);
// `a` where `share` is 0, `b` where it is 1.
[[nodiscard]] Colour between(Colour a, Colour b, float share);

// Mirrored and on whole pixels.
[[nodiscard]] Rect on_glass(const Page& page, Rect box);

void fill(Page& page, Rect box, float rounding, Colour colour);
void fill(Page& page, Rect box, float rounding, Colour top, Colour bottom);
void outline(Page& page, Rect box, float rounding, Colour colour, float thickness);
// Soft, around and a little below the box; fades from look.colours.shadow within `reach` pixels.
void shadow(Page& page, Rect box, float rounding, float reach);

// The whole page: the gradient of the look.
void ground(Page& page);
// A round light that fades to nothing at `radius`. `strength` 0 to 1.
void glow(Page& page, Point centre, float radius, float strength);

// A closed form as rings of points from the inside out, one colour a ring; the first ring may be a single point.
// Neighbouring rings have as many points. For smooth gradients and soft edges.
struct Ring {
    std::vector<Point> points;
    std::vector<Colour> colours;  // One for each point, or one for all.
};
void rings(Page& page, const std::vector<Ring>& all);

// An open line with round ends and joins.
void stroke(Page& page, const std::vector<Point>& points, float thickness, Colour colour);

// Icons in a box of `size`, centred there, mirrored where they point somewhere.
enum class Icon {
    Tick,
    Cross,
    Attention,
    Eye,
    EyeClosed,
    Up,
    Down,
    Forward,
    Back,
    Erase,
    Shift,
    Globe,
    Phone,
    Plus,
    Minus,
    Waiting,   // Three dots.
    Question,  // In a circle.
    FullDisc,
    HalfDisc,
    Triangle
};
void icon(Page& page, Icon which, Point centre, float size, Colour colour);

}  // namespace hineni::shapes

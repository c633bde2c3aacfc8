#include "kiosk/widgets/candle.hpp"

#include <cmath>
#include <numbers>

#include "kiosk/widgets/shapes.hpp"

namespace hineni {

using namespace shapes;

namespace {

// Candles look the same by day and by night; only where there are no shades they are plain forms.
constexpr Colour flame_tip = rgba(0xFF9A2E), flame_belly = rgba(0xFFB43C), flame_foot = rgba(0xF58A1F);
constexpr Colour heart_tip = rgba(0xFFD873), heart_belly = rgba(0xFFE9A8), core = rgba(0xFFF8E0);
constexpr Colour wax_lit = rgba(0xFFEFCB), wax_low = rgba(0xCDAA80), wax_rim = rgba(0xFFF6DF);
constexpr Colour wick_dark = rgba(0x3A241A);

// A drop that points upwards: `foot` is its lowest point. The sides swell, then lean in to a tip.
std::vector<Point> drop(Point foot, float width, float height, float grow) {
    constexpr int steps = 22;
    std::vector<Point> right;
    for (int i = 0; i <= steps; ++i) {
        const float t = static_cast<float>(i) / steps;  // 0 at the foot, 1 at the tip
        const float angle = std::numbers::pi_v<float> * t;
        // A circle at the foot that a cosine draws out to the tip.
        const float swell = std::sin(angle) * std::pow((1 + std::cos(angle)) / 2, 0.42F) * 1.13F;
        right.push_back({foot.x + width / 2 * swell, foot.y - height * (1 - std::cos(angle)) / 2});
    }
    std::vector<Point> points;
    points.reserve(2 * right.size());
    const float middle = foot.y - height * 0.4F;
    const auto grown = [&](Point p) {
        const float dx = p.x - foot.x;
        const float dy = p.y - middle;
        const float length = std::max(1.0F, std::hypot(dx, dy));
        return Point{p.x + dx / length * grow, p.y + dy / length * grow};
    };
    for (const auto& p : right) points.push_back(grown(p));
    for (int i = steps - 1; i > 0; --i) {
        const auto& p = right[static_cast<std::size_t>(i)];
        points.push_back(grown({2 * foot.x - p.x, p.y}));
    }
    return points;
}

void drop_of_light(Page& page, Point foot, float width, float height, Colour low, Colour belly, Colour tip) {
    const Point middle{foot.x, foot.y - height * 0.36F};
    const auto shaded = [&](float grow, float alpha) {
        Ring ring{drop(foot, width, height, grow), {}};
        for (const auto& p : ring.points) {
            const float t = std::min(1.0F, std::max(0.0F, (foot.y - p.y) / height));
            const Colour colour = t < 0.4F ? between(low, belly, t / 0.4F) : between(belly, tip, (t - 0.4F) / 0.6F);
            ring.colours.push_back(faded(colour, alpha));
        }
        return ring;
    };
    rings(page, {{{middle}, {belly}}, shaded(-0.5F, 1), shaded(0.5F, 0)});
}

void wax_body(Page& page, const Rect& body) {
    const float round = body.width * 0.14F;
    fill(page, body, round, wax_lit, wax_low);
    // Light falls from the middle; the flanks turn away.
    for (const float side : {-1.0F, 1.0F}) {
        const Rect at = on_glass(page, body);
        const float edge = side < 0 ? at.x + 1 : at.right() - 1;
        const float reach = side * -at.width * 0.42F;
        const float top = at.y + round;
        const float bottom = at.bottom() - round;
        const Colour dark = rgba(0x9A6A3C, 70);
        rings(page, {{{{edge, top},
                       {edge, bottom},
                       {edge + side * -round, at.bottom() - 1},
                       {edge + reach, at.bottom() - 1},
                       {edge + reach, top}},
                      {faded(dark, 0.5F), dark, faded(dark, 0.8F), faded(dark, 0), faded(dark, 0)}}});
    }
    // The pool at the top, and one drip that ran down.
    const float pool = body.width * 0.2F;
    fill(page, {body.x, body.y - pool / 2, body.width, pool}, pool / 2, wax_rim, wax_lit);
    const float drip = body.width * 0.16F;
    fill(page, {body.x + body.width * 0.68F, body.y, drip, body.height * 0.26F}, drip / 2, wax_rim, wax_lit);
}

// Without shades: a body and a flame, each one plain form.
void stark_candle(Page& page, Point foot, float width, float height, float body_top) {
    const auto& c = page.look.colours;
    fill(page, page.place({foot.x - width / 2, body_top, width, height * 0.5F}), width * 0.12F, c.words);
    stroke(page, {{foot.x, body_top}, {foot.x, foot.y - height * 0.02F}}, std::max(2.0F, height * 0.018F), c.words);
    const auto form = [&](float grow, Colour colour) {
        rings(page, {{{{foot.x, foot.y - height * 0.16F}}, {colour}},
                     {drop(foot, width * 0.98F, height * 0.45F, grow), {colour}}});
    };
    form(0, c.accent);
    if (!page.look.dark()) form(-std::max(2.0F, height * 0.014F), c.ground_top);
}

}  // namespace

void candle(Page& page, Rect room, float light, float strength) {
    const float height = room.height;
    const float width = height * 0.21F;
    const Rect at = on_glass(page, room);
    const float x = std::round(at.x + at.width / 2);
    const float body_top = room.y + height * 0.5F;
    const Point foot{x, body_top - height * 0.045F};
    if (page.look.stark()) return stark_candle(page, foot, width, height, body_top);
    if (light > 0) glow(page, {x, foot.y - height * 0.16F}, light, strength);

    wax_body(page, page.place({x - width / 2, body_top, width, height * 0.5F}));
    stroke(page, {{x, body_top + height * 0.005F}, {x, foot.y - height * 0.03F}}, std::max(2.0F, height * 0.018F),
           wick_dark);
    drop_of_light(page, foot, width * 0.98F, height * 0.45F, flame_foot, flame_belly, flame_tip);
    drop_of_light(page, {x, foot.y - height * 0.012F}, width * 0.64F, height * 0.3F, heart_tip, heart_belly, heart_tip);
    drop_of_light(page, {x, foot.y - height * 0.025F}, width * 0.36F, height * 0.165F, core, core, heart_belly);
}

}  // namespace hineni

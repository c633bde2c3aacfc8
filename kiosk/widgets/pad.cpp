#include "kiosk/widgets/pad.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/widgets/shapes.hpp"

namespace hineni {

using namespace shapes;

namespace {

// Curves from the middle of one piece to the middle of the next, bent by the point between: smooth, without overshoot.
std::vector<Point> smooth(const std::vector<Point>& points) {
    if (points.size() < 3) return points;
    std::vector<Point> path{points.front()};
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        const Point from = path.back();
        const Point bend = points[i];
        const bool last = i + 2 == points.size();
        const Point to = last ? points[i + 1] : Point{(bend.x + points[i + 1].x) / 2, (bend.y + points[i + 1].y) / 2};
        const float length = std::hypot(to.x - from.x, to.y - from.y);
        const int pieces = std::clamp(static_cast<int>(length / 5), 1, 24);
        for (int piece = 1; piece <= pieces; ++piece) {
            const float t = static_cast<float>(piece) / static_cast<float>(pieces);
            const float a = (1 - t) * (1 - t);
            const float b = 2 * t * (1 - t);
            const float c = t * t;
            path.push_back({a * from.x + b * bend.x + c * to.x, a * from.y + b * bend.y + c * to.y});
        }
    }
    return path;
}

void paper(Page& page, const Rect& room) {
    const auto& c = page.look.colours;
    shadow(page, room, page.px(24), page.px(24));
    fill(page, room, page.px(24), c.paper);
    if (!page.look.dark()) outline(page, room, page.px(24), c.box_edge, std::max(1.0F, page.px(1.5F)));
    const float line = room.y + room.height * 0.8F;
    const float margin = room.width * 0.05F;
    fill(page, {room.x + margin, line, room.width - 2 * margin, std::max(1.0F, std::round(page.px(2)))}, 0,
         c.paper_line);
    const Rect cross = on_glass(page, {room.x + margin, line - page.px(40), page.px(24), page.px(24)});
    icon(page, Icon::Cross, {cross.x + cross.width / 2, cross.y + cross.height / 2}, cross.width, c.paper_line);
}

}  // namespace

Rect pad_in(Rect room) {
    const float scale = std::min(room.width / ink_width, room.height / ink_height);
    const float width = std::floor(ink_width * scale);
    const float height = std::floor(ink_height * scale);
    return {room.x + (room.width - width) / 2, room.y + (room.height - height) / 2, width, height};
}

Did signature_pad(Page& page, const Ink& ink, bool pen_down, Rect room) {
    paper(page, room);
    const Rect at = on_glass(page, room);
    const float scale = at.width / ink_width;
    const float thickness = std::max(3.0F, page.px(5));
    for (std::size_t i = 0; i < ink.strokes(); ++i) {
        std::vector<Point> points;
        for (const auto& p : ink.stroke(i)) {
            points.push_back({at.x + static_cast<float>(p.x) * scale, at.y + static_cast<float>(p.y) * scale});
        }
        stroke(page, smooth(points), thickness, page.look.colours.ink);
    }

    const auto id = touch::id_of("pad");
    (void)page.ledger.tapped({.id = id, .label = page.say("Your signature"), .box = at, .role = touch::Role::Pad});
    const auto drag = page.ledger.drag(id, at);
    if (!drag) return std::nullopt;
    const auto within = [](float value, float most) {
        return static_cast<std::int16_t>(std::lround(std::clamp(value, 0.0F, most)));
    };
    const Ink::Point point{within((drag->x - at.x) / scale, ink_width), within((drag->y - at.y) / scale, ink_height)};
    if (drag->edge == touch::Edge::Down) return PenDown{point};
    if (drag->edge == touch::Edge::Up) return PenUp{};
    if (!pen_down) return std::nullopt;
    return PenMoved{point};
}

}  // namespace hineni

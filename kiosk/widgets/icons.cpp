#include <imgui.h>

#include <cmath>
#include <numbers>

#include "kiosk/widgets/shapes.hpp"

namespace hineni::shapes {

namespace {

// One icon on its way to the list: points are in a box from -1 to 1.
struct Drawing {
    Page& page;
    Point centre;
    float half;
    Colour colour;
    float flip;  // -1 where what points onwards points to the left.

    [[nodiscard]] Point at(float x, float y) const { return {centre.x + flip * x * half, centre.y + y * half}; }
    void line(std::initializer_list<Point> points) const {
        std::vector<Point> path;
        for (const auto& point : points) path.push_back(at(point.x, point.y));
        stroke(page, path, std::max(2.0F, half * 0.22F), colour);
    }
    void dot(float x, float y, float radius) const {
        const Point p = at(x, y);
        page.list.AddCircleFilled({p.x, p.y}, radius * half, colour, radius > 0.5F ? 32 : 16);
    }
    void circle(float radius) const {
        page.list.AddCircle({centre.x, centre.y}, radius * half, colour, 28, std::max(2.0F, half * 0.2F));
    }
    // A great circle of a globe seen from the side: an ellipse that narrow.
    void meridian(float narrow) const {
        std::vector<Point> path;
        for (int i = 0; i <= 28; ++i) {
            const float turn = 2 * std::numbers::pi_v<float> * static_cast<float>(i) / 28;
            path.push_back(at(narrow * std::cos(turn), 0.9F * std::sin(turn)));
        }
        stroke(page, path, std::max(1.5F, half * 0.14F), colour);
    }
    void globe() const {
        meridian(0.9F);
        meridian(0.4F);
        for (const float y : {-0.42F, 0.0F, 0.42F}) {
            const float x = std::sqrt(0.81F - y * y);
            stroke(page, {at(-x, y), at(x, y)}, std::max(1.5F, half * 0.12F), colour);
        }
    }
    void phone() const {
        const Point a = at(-0.55F, -0.95F);
        const Point b = at(0.55F, 0.95F);
        page.list.AddRect({a.x, a.y}, {b.x, b.y}, colour, half * 0.24F, 0, std::max(1.5F, half * 0.16F));
        stroke(page, {at(-0.16F, 0.68F), at(0.16F, 0.68F)}, std::max(1.5F, half * 0.14F), colour);
    }
    void question() const {
        circle(0.9F);
        std::vector<Point> hook;
        for (int i = 0; i <= 14; ++i) {
            const float turn = std::numbers::pi_v<float> * (1.05F + 1.45F * static_cast<float>(i) / 14);
            hook.push_back(
                {centre.x + 0.28F * half * std::cos(turn), centre.y + half * (-0.2F + 0.28F * std::sin(turn))});
        }
        hook.push_back({centre.x, centre.y + 0.24F * half});  // As it is written, also where words run to the left.
        stroke(page, hook, std::max(2.0F, half * 0.17F), colour);
        dot(0, 0.52F, 0.12F);
    }
    // The side that is full is the same for everybody.
    void half_disc() const {
        circle(0.86F);
        constexpr float quarter = std::numbers::pi_v<float> / 2;
        page.list.PathArcTo({centre.x, centre.y}, 0.9F * half, quarter, 3 * quarter, 20);
        page.list.PathFillConvex(colour);
    }
    // Hollow, with what calls for somebody in it.
    void triangle() const {
        line({{0, -0.8F}, {0.92F, 0.8F}, {-0.92F, 0.8F}, {0, -0.8F}});
        line({{0, -0.25F}, {0, 0.2F}});
        dot(0, 0.5F, 0.12F);
    }
    // A lid: half an almond, up (-1) or down (1).
    void lid(float to) const {
        std::vector<Point> path;
        for (int i = 0; i <= 12; ++i) {
            const float share = static_cast<float>(i) / 12;
            path.push_back(at(-1 + 2 * share, to * 0.62F * std::sin(std::numbers::pi_v<float> * share)));
        }
        stroke(page, path, std::max(2.0F, half * 0.18F), colour);
    }
};

}  // namespace

void icon(Page& page, Icon which, Point centre, float size, Colour colour) {
    Drawing d{page, centre, size / 2, colour, 1};
    const bool turned = page.direction == Direction::RightToLeft;
    switch (which) {
        case Icon::Tick: d.line({{-0.75F, 0.05F}, {-0.2F, 0.6F}, {0.8F, -0.55F}}); break;
        case Icon::Cross:
            d.line({{-0.6F, -0.6F}, {0.6F, 0.6F}});
            d.line({{0.6F, -0.6F}, {-0.6F, 0.6F}});
            break;
        case Icon::Attention:
            d.circle(0.9F);
            d.line({{0, -0.45F}, {0, 0.1F}});
            d.dot(0, 0.48F, 0.16F);
            break;
        case Icon::EyeClosed: d.line({{-0.75F, 0.8F}, {0.75F, -0.8F}}); [[fallthrough]];
        case Icon::Eye:
            d.lid(-1);
            d.lid(1);
            d.dot(0, 0, 0.3F);
            break;
        case Icon::Up: d.line({{-0.7F, 0.35F}, {0, -0.35F}, {0.7F, 0.35F}}); break;
        case Icon::Down: d.line({{-0.7F, -0.35F}, {0, 0.35F}, {0.7F, -0.35F}}); break;
        case Icon::Back: d.flip = -1; [[fallthrough]];
        case Icon::Forward:
            if (turned) d.flip = -d.flip;
            d.line({{-0.35F, -0.7F}, {0.35F, 0}, {-0.35F, 0.7F}});
            break;
        case Icon::Erase:
            d.line({{-0.35F, -0.6F}, {0.95F, -0.6F}, {0.95F, 0.6F}, {-0.35F, 0.6F}, {-1, 0}, {-0.35F, -0.6F}});
            d.line({{0.02F, -0.24F}, {0.5F, 0.24F}});
            d.line({{0.5F, -0.24F}, {0.02F, 0.24F}});
            break;
        case Icon::Globe: d.globe(); break;
        case Icon::Phone: d.phone(); break;
        case Icon::Plus: d.line({{0, -0.75F}, {0, 0.75F}}); [[fallthrough]];
        case Icon::Minus: d.line({{-0.75F, 0}, {0.75F, 0}}); break;
        case Icon::Waiting:
            for (const float x : {-0.7F, 0.0F, 0.7F}) d.dot(x, 0, 0.2F);
            break;
        case Icon::Question: d.question(); break;
        case Icon::FullDisc: d.dot(0, 0, 0.96F); break;
        case Icon::HalfDisc: d.half_disc(); break;
        case Icon::Triangle: d.triangle(); break;
        case Icon::Shift:
            d.line(
                {{0, -0.9F}, {0.85F, 0}, {0.4F, 0}, {0.4F, 0.8F}, {-0.4F, 0.8F}, {-0.4F, 0}, {-0.85F, 0}, {0, -0.9F}});
            break;
    }
}

}  // namespace hineni::shapes

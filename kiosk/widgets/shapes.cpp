#include "kiosk/widgets/shapes.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hineni::shapes {

static constexpr float pi = std::numbers::pi_v<float>;

Colour faded(Colour colour, float share) {
    const auto alpha = static_cast<float>(colour >> 24U) * std::clamp(share, 0.0F, 1.0F);
    return (colour & 0x00FFFFFFU) | static_cast<Colour>(std::lround(alpha)) << 24U;
}

Colour between(Colour a, Colour b, float share) {
    Colour out = 0;
    for (unsigned shift = 0; shift < 32; shift += 8) {
        const auto from = static_cast<float>(a >> shift & 0xFFU);
        const auto to = static_cast<float>(b >> shift & 0xFFU);
        out |= static_cast<Colour>(std::lround(from + (to - from) * share)) << shift;
    }
    return out;
}

Rect on_glass(const Page& page, Rect box) {
    box = page.place(box);
    const float x = std::round(box.x);
    const float y = std::round(box.y);
    return {x, y, std::round(box.right()) - x, std::round(box.bottom()) - y};
}

static float fitting(const Rect& box, float rounding) {
    return std::min(rounding, std::min(box.width, box.height) / 2);
}

void fill(Page& page, Rect box, float rounding, Colour colour) {
    const Rect at = on_glass(page, box);
    page.list.AddRectFilled({at.x, at.y}, {at.right(), at.bottom()}, colour, fitting(at, rounding));
}

void fill(Page& page, Rect box, float rounding, Colour top, Colour bottom) {
    const Rect at = on_glass(page, box);
    const int first = page.list.VtxBuffer.Size;
    page.list.AddRectFilled({at.x, at.y}, {at.right(), at.bottom()}, top | IM_COL32_A_MASK, fitting(at, rounding));
    for (int i = first; i < page.list.VtxBuffer.Size; ++i) {
        auto& vertex = page.list.VtxBuffer[i];
        const float share = std::clamp((vertex.pos.y - at.y) / at.height, 0.0F, 1.0F);
        const float alpha = static_cast<float>(vertex.col >> 24U) / 255.0F;  // The soft fringe stays soft.
        vertex.col = faded(between(top, bottom, share), alpha);
    }
}

void outline(Page& page, Rect box, float rounding, Colour colour, float thickness) {
    const Rect at = on_glass(page, box);
    const float half = thickness / 2;
    page.list.AddRect({at.x + half, at.y + half}, {at.right() - half, at.bottom() - half}, colour,
                      fitting(at, rounding) - half, 0, thickness);
}

// A rounded box as a ring of points, `steps` to a corner.
static std::vector<Point> rounded(const Rect& box, float radius, int steps) {
    std::vector<Point> points;
    points.reserve(4 * (static_cast<std::size_t>(steps) + 1));
    const std::array<Point, 4> centres{{{box.right() - radius, box.bottom() - radius},
                                        {box.x + radius, box.bottom() - radius},
                                        {box.x + radius, box.y + radius},
                                        {box.right() - radius, box.y + radius}}};
    for (std::size_t corner = 0; corner < 4; ++corner) {
        for (int step = 0; step <= steps; ++step) {
            const float turn =
                pi / 2 * (static_cast<float>(corner) + static_cast<float>(step) / static_cast<float>(steps));
            points.push_back(
                {centres[corner].x + radius * std::cos(turn), centres[corner].y + radius * std::sin(turn)});
        }
    }
    return points;
}

static Rect grown(const Rect& box, float by) {
    return {box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by};
}

void shadow(Page& page, Rect box, float rounding, float reach) {
    Rect at = on_glass(page, box);
    at.y += std::round(reach * 0.3F);
    const Colour full = page.look.colours.shadow;
    // Three straight pieces of a curve that falls off like a blur.
    std::vector<Ring> all;
    for (const auto& [by, share] : {std::pair{-0.3F, 1.0F}, {0.1F, 0.55F}, {0.5F, 0.16F}, {1.0F, 0.0F}}) {
        const Rect ring = grown(at, by * reach);
        const float radius = std::max(1.0F, std::min(rounding + by * reach, std::min(ring.width, ring.height) / 2));
        all.push_back({rounded(ring, radius, 4), {faded(full, share)}});
    }
    rings(page, all);
}

void ground(Page& page) {
    const auto& c = page.look.colours;
    page.list.AddRectFilledMultiColor({0, 0}, {page.width, page.height}, c.ground_top, c.ground_top, c.ground_bottom,
                                      c.ground_bottom);
}

void glow(Page& page, Point centre, float radius, float strength) {
    constexpr int sides = 40;
    constexpr int steps = 7;
    std::vector<Ring> all{{{centre}, {faded(page.look.colours.glow, strength)}}};
    // The last step would be too faint to be seen, and a fifth of all pixels.
    for (int step = 1; step < steps; ++step) {
        const float share = static_cast<float>(step) / steps;
        const float light = (std::cos(pi * share) + 1) / 2;  // Flat in the middle and at the rim: no visible edge.
        const float seen = step + 1 < steps ? light * light : 0;
        Ring ring{{}, {faded(page.look.colours.glow, strength * seen)}};
        for (int side = 0; side < sides; ++side) {
            const float turn = 2 * pi * static_cast<float>(side) / sides;
            ring.points.push_back(
                {centre.x + radius * share * std::cos(turn), centre.y + radius * share * std::sin(turn)});
        }
        all.push_back(std::move(ring));
    }
    rings(page, all);
}

void rings(Page& page, const std::vector<Ring>& all) {
    auto& list = page.list;
    const auto colour = [](const Ring& ring, std::size_t i) {
        return ring.colours.size() == 1 ? ring.colours.front() : ring.colours[i];
    };
    std::size_t vertices = 0;
    std::size_t triangles = 0;
    for (std::size_t r = 0; r < all.size(); ++r) {
        vertices += all[r].points.size();
        const std::size_t n = all[r].points.size();
        if (r == 0)
            triangles += n > 2 ? n - 2 : 0;
        else
            triangles += all[r - 1].points.size() == 1 ? n : 2 * n;
    }
    list.PrimReserve(static_cast<int>(3 * triangles), static_cast<int>(vertices));
    const unsigned first = list._VtxCurrentIdx;
    for (const auto& ring : all) {
        for (std::size_t i = 0; i < ring.points.size(); ++i) {
            list.PrimWriteVtx({ring.points[i].x, ring.points[i].y}, {0, 0}, colour(ring, i));
        }
    }
    const auto triangle = [&](std::size_t a, std::size_t b, std::size_t c) {
        for (const auto corner : {a, b, c}) list.PrimWriteIdx(static_cast<ImDrawIdx>(first + corner));
    };
    std::size_t inner = 0;
    for (std::size_t i = 2; i < all.front().points.size(); ++i) triangle(0, i - 1, i);
    for (std::size_t r = 1; r < all.size(); ++r) {
        const std::size_t n = all[r].points.size();
        const std::size_t outer = inner + all[r - 1].points.size();
        for (std::size_t i = 0; i < n; ++i) {
            const std::size_t next = (i + 1) % n;
            if (all[r - 1].points.size() == 1) {
                triangle(inner, outer + i, outer + next);
            } else {
                triangle(inner + i, outer + i, outer + next);
                triangle(inner + i, outer + next, inner + next);
            }
        }
        inner = outer;
    }
}

void stroke(Page& page, const std::vector<Point>& points, float thickness, Colour colour) {
    if (points.empty()) return;
    const float radius = thickness / 2;
    const int sides = std::clamp(static_cast<int>(thickness * 1.5F), 8, 16);
    std::vector<ImVec2> path;
    path.reserve(points.size());
    for (const auto& point : points) path.emplace_back(point.x, point.y);
    if (path.size() > 1) {
        page.list.AddPolyline(path.data(), static_cast<int>(path.size()), colour, 0, thickness);
    }
    page.list.AddCircleFilled(path.front(), radius, colour, sides);
    if (path.size() > 1) page.list.AddCircleFilled(path.back(), radius, colour, sides);
}

}  // namespace hineni::shapes

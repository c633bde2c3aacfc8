#include "kiosk/raster/shape.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace hineni {

static constexpr int one = Corner::one;

Box Box::meet(const Box& other) const {
    return {std::max(left, other.left), std::max(top, other.top), std::min(right, other.right),
            std::min(bottom, other.bottom)};
}

// Steps of 1/16 to the first pixel whose middle is at or behind.
static constexpr int first_pixel(int steps) {
    return (steps + one / 2 - 1) >> 4;
}
static_assert(first_pixel(0) == 0 && first_pixel(8) == 0 && first_pixel(9) == 1 && first_pixel(-8) == -1);

namespace {

// The three sides of a triangle: side(x, y) >= 0 inside, in 1/256 pixel.
struct Side {
    std::int64_t a, b, c;

    Side(const Corner& from, const Corner& to) : a(from.y - to.y), b(to.x - from.x), c(-(a * from.x + b * from.y)) {}
    [[nodiscard]] std::int64_t at(int px, int py) const {
        return a * (px * one + one / 2) + b * (py * one + one / 2) + c;
    }
};

class Collector {
  public:
    Collector(const ImDrawData& data, int width, int height, std::vector<Shape>& shapes)
        : data_(data), target_{0, 0, width, height}, shapes_(shapes) {}

    void list(const ImDrawList& list);

  private:
    void command(const ImDrawList& list, const ImDrawCmd& cmd);
    bool rectangle(const ImDrawIdx* index, const ImDrawVert* vertices);
    void triangle(const ImDrawIdx* index, const ImDrawVert* vertices);
    void add(Shape& shape, int left, int top, int right, int bottom);
    [[nodiscard]] Corner corner(const ImDrawVert& vertex) const;
    [[nodiscard]] static bool drawable(const ImDrawVert& vertex);

    const ImDrawData& data_;
    Box target_;
    Box clip_;
    const AlphaTexture* texture_ = nullptr;
    std::vector<Shape>& shapes_;
};

}  // namespace

static std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15U;
    return hash ^ hash >> 29U;
}

static std::uint64_t pair(int high, int low) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(high)) << 32U | static_cast<std::uint32_t>(low);
}

// To the nearest step. Half a million pixels are far enough outside for everything to stay within 64 bits.
static int snapped(float value) {
    constexpr double farthest = 1 << 19;
    return static_cast<int>(std::clamp<double>(value, -farthest, farthest) * one + (1 << 24) + 0.5) - (1 << 24);
}

bool Collector::drawable(const ImDrawVert& vertex) {
    return std::isfinite(vertex.pos.x) && std::isfinite(vertex.pos.y) && std::isfinite(vertex.uv.x) &&
           std::isfinite(vertex.uv.y);
}

Corner Collector::corner(const ImDrawVert& vertex) const {
    Corner made;
    made.x = snapped(vertex.pos.x - data_.DisplayPos.x);
    made.y = snapped(vertex.pos.y - data_.DisplayPos.y);
    if (texture_ != nullptr) {
        made.u = snapped(vertex.uv.x);
        made.v = snapped(vertex.uv.y);
    }
    const std::uint32_t c = vertex.col;
    made.colour = (c >> IM_COL32_A_SHIFT & 0xFFU) << 24U | (c >> IM_COL32_R_SHIFT & 0xFFU) << 16U |
                  (c >> IM_COL32_G_SHIFT & 0xFFU) << 8U | (c >> IM_COL32_B_SHIFT & 0xFFU);
    return made;
}

void Collector::add(Shape& shape, int left, int top, int right, int bottom) {
    const bool clear =
        std::all_of(shape.corners.begin(), shape.corners.end(), [](auto& c) { return c.colour < 1U << 24U; });
    shape.box = Box{first_pixel(left), first_pixel(top), first_pixel(right), first_pixel(bottom)}.meet(clip_);
    if (shape.box.empty() || clear) return;
    shape.texture = texture_;
    std::uint64_t hash = mix(static_cast<std::uint64_t>(shape.kind), pair(clip_.left, clip_.top));
    hash = mix(hash, pair(clip_.right, clip_.bottom));
    for (const Corner& c : shape.corners) {
        hash = mix(mix(hash, pair(c.x, c.y)), c.colour);
        if (texture_ != nullptr) hash = mix(hash, pair(c.u, c.v));
    }
    if (texture_ != nullptr) hash = mix(mix(hash, reinterpret_cast<std::uintptr_t>(texture_)), texture_->generation);
    shape.hash = hash;
    shapes_.push_back(shape);
}

// ImGui writes a rectangle as the indices a b c a c d.
bool Collector::rectangle(const ImDrawIdx* index, const ImDrawVert* vertices) {
    if (index[3] != index[0] || index[4] != index[2]) return false;
    const ImDrawVert& p = vertices[index[0]];
    const ImDrawVert& q = vertices[index[1]];
    const ImDrawVert& r = vertices[index[2]];
    const ImDrawVert& s = vertices[index[5]];
    if (p.pos.y != q.pos.y || q.pos.x != r.pos.x || r.pos.y != s.pos.y || s.pos.x != p.pos.x) return false;
    if (p.col != q.col || r.col != s.col || !drawable(p) || !drawable(r)) return false;
    Shape shape;
    shape.kind = Kind::Rectangle;
    const Corner from = corner(p);
    const Corner to = corner(r);
    if (texture_ != nullptr) {
        const bool whole = (from.x | from.y | from.u | from.v) % one == 0 && to.x - from.x == to.u - from.u &&
                           to.y - from.y == to.v - from.v;
        const bool inside =
            from.u >= 0 && from.v >= 0 && to.u <= texture_->width * one && to.v <= texture_->height * one;
        const bool straight = p.uv.y == q.uv.y && q.uv.x == r.uv.x && r.uv.y == s.uv.y && s.uv.x == p.uv.x;
        if (!whole || !inside || !straight || from.colour != to.colour) return false;
        shape.kind = Kind::Glyph;
    }
    if (from.x >= to.x || from.y >= to.y) return from.x == to.x || from.y == to.y;  // Turned over: two triangles.
    shape.corners = {from, from, to};
    add(shape, from.x, from.y, to.x, to.y);
    return true;
}

void Collector::triangle(const ImDrawIdx* index, const ImDrawVert* vertices) {
    Shape shape;
    for (std::size_t i = 0; i < 3; ++i) {
        const ImDrawVert& vertex = vertices[index[i]];
        if (!drawable(vertex)) return;
        shape.corners[i] = corner(vertex);
    }
    auto& [p, q, r] = shape.corners;
    const Side side(p, q);
    const std::int64_t area = side.a * r.x + side.b * r.y + side.c;
    if (area == 0) return;
    if (area < 0) std::swap(q, r);
    const auto [left, right] = std::minmax({p.x, q.x, r.x});
    const auto [top, bottom] = std::minmax({p.y, q.y, r.y});
    // A middle on the right or lower end belongs to the neighbour, or is kept by the sides.
    add(shape, left, top, right + 1, bottom + 1);
}

void Collector::command(const ImDrawList& list, const ImDrawCmd& cmd) {
    // GetTexID() would go through the font atlas in later versions of ImGui; the id itself is what we put there.
    texture_ = static_cast<const AlphaTexture*>(cmd.TextureId);
    const auto pixel = [](float at) { return static_cast<int>(std::clamp(at, -1.0e6F, 1.0e6F)); };
    clip_ = Box{pixel(cmd.ClipRect.x - data_.DisplayPos.x), pixel(cmd.ClipRect.y - data_.DisplayPos.y),
                pixel(cmd.ClipRect.z - data_.DisplayPos.x), pixel(cmd.ClipRect.w - data_.DisplayPos.y)}
                .meet(target_);
    if (clip_.empty()) return;
    const ImDrawVert* vertices = list.VtxBuffer.Data + cmd.VtxOffset;
    const ImDrawIdx* index = list.IdxBuffer.Data + cmd.IdxOffset;
    const ImDrawIdx* end = index + cmd.ElemCount;
    while (end - index >= 3) {
        if (end - index >= 6 && rectangle(index, vertices)) {
            index += 6;
            continue;
        }
        triangle(index, vertices);
        index += 3;
    }
}

void Collector::list(const ImDrawList& list) {
    for (const ImDrawCmd& cmd : list.CmdBuffer) {
        if (cmd.UserCallback == nullptr && cmd.ElemCount > 0) command(list, cmd);
    }
}

void collect_shapes(const ImDrawData& data, int width, int height, std::vector<Shape>& shapes) {
    Collector collector(data, width, height, shapes);
    for (int i = 0; i < data.CmdListsCount; ++i) collector.list(*data.CmdLists[i]);
}

bool Shape::opaque() const {
    if (kind == Kind::Glyph || texture != nullptr) return false;
    return std::all_of(corners.begin(), corners.end(), [](const Corner& c) { return c.colour >> 24U == 0xFF; });
}

bool Shape::covers(const Box& tile) const {
    if (box.left > tile.left || box.top > tile.top || box.right < tile.right || box.bottom < tile.bottom) return false;
    if (kind != Kind::Triangle) return true;
    for (std::size_t i = 0; i < 3; ++i) {
        const Side side(corners[i], corners[(i + 1) % 3]);
        if (side.at(side.a > 0 ? tile.left : tile.right - 1, side.b > 0 ? tile.top : tile.bottom - 1) <= 0)
            return false;
    }
    return true;
}

bool Shape::misses(const Box& tile) const {
    if (box.meet(tile).empty()) return true;
    if (kind != Kind::Triangle) return false;
    for (std::size_t i = 0; i < 3; ++i) {
        const Side side(corners[i], corners[(i + 1) % 3]);
        if (side.at(side.a > 0 ? tile.right - 1 : tile.left, side.b > 0 ? tile.bottom - 1 : tile.top) < 0) return true;
    }
    return false;
}

}  // namespace hineni

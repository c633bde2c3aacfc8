#include "kiosk/raster/shape.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace hineni {

static constexpr int one_pixel = Corner::one;

PixelBox PixelBox::meet(const PixelBox& other) const {
    return {std::max(left, other.left), std::max(top, other.top), std::min(right, other.right),
            std::min(bottom, other.bottom)};
}

// Steps of 1/16 to the first pixel whose middle is at or behind.
static constexpr int first_pixel(int steps) {
    return (steps + one_pixel / 2 - 1) >> 4;
}
static_assert(first_pixel(0) == 0 && first_pixel(8) == 0 && first_pixel(9) == 1 && first_pixel(-8) == -1);

namespace {

// The three sides of a triangle: side(x, y) >= 0 inside, in 1/256 pixel.
struct Side {
    std::int64_t a, b, c;

    Side(const Corner& from, const Corner& to) : a(from.y - to.y), b(to.x - from.x), c(-(a * from.x + b * from.y)) {}
    [[nodiscard]] std::int64_t at(int px, int py) const {
        return a * (px * one_pixel + one_pixel / 2) + b * (py * one_pixel + one_pixel / 2) + c;
    }
};

// A corner as many triangles share it: snapped and hashed once.
struct Shared {
    Corner corner;
    bool drawable = false;
    std::uint64_t hash = 0;
};

class Collector {
  public:
    Collector(const ImDrawData& data, int width, int height, std::vector<Shape>& shapes)
        : data_(data), target_{0, 0, width, height}, shapes_(shapes) {}

    void list(const ImDrawList& list);

  private:
    void command(const ImDrawList& list, const ImDrawCmd& cmd);
    bool rectangle(const ImDrawIdx* index, const Shared* shared);
    void triangle(const ImDrawIdx* index, const Shared* shared);
    void add(Shape& shape, std::uint64_t hash, const PixelBox& sides);
    [[nodiscard]] Shared share(const ImDrawVert& vertex) const;

    const ImDrawData& data_;
    PixelBox target_;
    PixelBox clip_;
    std::uint64_t command_hash_ = 0;  // Of clip rectangle and texture.
    const AlphaTexture* texture_ = nullptr;
    std::vector<Shared> shared_;
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
    constexpr int farthest = 1 << 19;
    // Above zero, where cutting off the fraction is the floor; in half steps, where that rounds to the nearest.
    const double steps = (std::clamp<double>(value, -farthest, farthest) + farthest) * one_pixel;
    return static_cast<int>(steps * 2 + 1) / 2 - farthest * one_pixel;
}

Shared Collector::share(const ImDrawVert& vertex) const {
    Shared made;
    made.drawable = std::isfinite(vertex.pos.x) && std::isfinite(vertex.pos.y) && std::isfinite(vertex.uv.x) &&
                    std::isfinite(vertex.uv.y);
    if (!made.drawable) return made;
    Corner& corner = made.corner;
    corner.x = snapped(vertex.pos.x - data_.DisplayPos.x);
    corner.y = snapped(vertex.pos.y - data_.DisplayPos.y);
    corner.u = snapped(vertex.uv.x);
    corner.v = snapped(vertex.uv.y);
    const std::uint32_t c = vertex.col;
    corner.colour = (c >> IM_COL32_A_SHIFT & 0xFFU) << 24U | (c >> IM_COL32_R_SHIFT & 0xFFU) << 16U |
                    (c >> IM_COL32_G_SHIFT & 0xFFU) << 8U | (c >> IM_COL32_B_SHIFT & 0xFFU);
    made.hash = mix(pair(corner.x, corner.y), corner.colour);
    return made;
}

// `sides` in steps of 1/16 pixel.
void Collector::add(Shape& shape, std::uint64_t hash, const PixelBox& sides) {
    const auto& [p, q, r] = shape.corners;
    const bool clear = std::max({p.colour, q.colour, r.colour}) < 1U << 24U;
    shape.box =
        PixelBox{first_pixel(sides.left), first_pixel(sides.top), first_pixel(sides.right), first_pixel(sides.bottom)}
            .meet(clip_);
    if (shape.box.empty() || clear) return;
    shape.texture = texture_;
    if (texture_ != nullptr) {
        for (const Corner& c : shape.corners) hash = mix(hash, pair(c.u, c.v));
    }
    shape.hash = mix(hash, command_hash_);
    shapes_.push_back(shape);
}

// ImGui writes a rectangle as the indices a b c a c d.
bool Collector::rectangle(const ImDrawIdx* index, const Shared* shared) {
    if (index[3] != index[0] || index[4] != index[2]) return false;
    for (const auto i : {0, 1, 2, 5}) {
        if (!shared[index[i]].drawable) return false;
    }
    const Corner& p = shared[index[0]].corner;
    const Corner& q = shared[index[1]].corner;
    const Corner& r = shared[index[2]].corner;
    const Corner& s = shared[index[5]].corner;
    if (p.y != q.y || q.x != r.x || r.y != s.y || s.x != p.x) return false;
    if (p.colour != q.colour || r.colour != s.colour) return false;
    if (p.x >= r.x || p.y >= r.y) return p.x == r.x || p.y == r.y;  // Nothing, or turned over: two triangles.
    Shape shape;
    shape.kind = Kind::Rectangle;
    if (texture_ != nullptr) {
        const bool whole = (p.x | p.y | p.u | p.v) % one_pixel == 0 && r.x - p.x == r.u - p.u && r.y - p.y == r.v - p.v;
        const bool inside =
            p.u >= 0 && p.v >= 0 && r.u <= texture_->width * one_pixel && r.v <= texture_->height * one_pixel;
        const bool straight = p.v == q.v && q.u == r.u && r.v == s.v && s.u == p.u;
        if (!whole || !inside || !straight || p.colour != r.colour) return false;
        shape.kind = Kind::Glyph;
    }
    shape.corners = {p, p, r};
    add(shape, mix(shared[index[0]].hash ^ static_cast<std::uint64_t>(shape.kind), shared[index[2]].hash),
        {p.x, p.y, r.x, r.y});
    return true;
}

void Collector::triangle(const ImDrawIdx* index, const Shared* shared) {
    const Shared& a = shared[index[0]];
    const Shared& b = shared[index[1]];
    const Shared& c = shared[index[2]];
    if (!a.drawable || !b.drawable || !c.drawable) return;
    Shape shape;
    shape.corners = {a.corner, b.corner, c.corner};
    auto& [p, q, r] = shape.corners;
    const Side side(p, q);
    const std::int64_t area = side.a * r.x + side.b * r.y + side.c;
    if (area == 0) return;
    if (area < 0) std::swap(q, r);
    // A middle on the right or lower end belongs to the neighbour, or is kept by the sides.
    add(shape, mix(mix(mix(static_cast<std::uint64_t>(Kind::Triangle), a.hash), b.hash), c.hash),
        {std::min({p.x, q.x, r.x}), std::min({p.y, q.y, r.y}), std::max({p.x, q.x, r.x}) + 1,
         std::max({p.y, q.y, r.y}) + 1});
}

void Collector::command(const ImDrawList& list, const ImDrawCmd& cmd) {
    // GetTexID() would go through the font atlas in later versions of ImGui; the id itself is what we put there.
    texture_ = static_cast<const AlphaTexture*>(cmd.TextureId);
    const auto pixel = [](float at) { return static_cast<int>(std::clamp(at, -1.0e6F, 1.0e6F)); };
    clip_ = PixelBox{pixel(cmd.ClipRect.x - data_.DisplayPos.x), pixel(cmd.ClipRect.y - data_.DisplayPos.y),
                     pixel(cmd.ClipRect.z - data_.DisplayPos.x), pixel(cmd.ClipRect.w - data_.DisplayPos.y)}
                .meet(target_);
    if (clip_.empty()) return;
    command_hash_ = mix(pair(clip_.left, clip_.top), pair(clip_.right, clip_.bottom));
    if (texture_ != nullptr) {
        command_hash_ = mix(mix(command_hash_, reinterpret_cast<std::uintptr_t>(texture_)), texture_->generation);
    }
    const Shared* vertices = shared_.data() + cmd.VtxOffset;
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
    shared_.clear();
    shared_.reserve(static_cast<std::size_t>(list.VtxBuffer.Size));
    for (const ImDrawVert& vertex : list.VtxBuffer) shared_.push_back(share(vertex));
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

bool Shape::covers(const PixelBox& tile) const {
    if (box.left > tile.left || box.top > tile.top || box.right < tile.right || box.bottom < tile.bottom) return false;
    if (kind != Kind::Triangle) return true;
    for (std::size_t i = 0; i < 3; ++i) {
        const Side side(corners[i], corners[(i + 1) % 3]);
        if (side.at(side.a > 0 ? tile.left : tile.right - 1, side.b > 0 ? tile.top : tile.bottom - 1) <= 0)
            return false;
    }
    return true;
}

bool Shape::misses(const PixelBox& tile) const {
    if (box.meet(tile).empty()) return true;
    if (kind != Kind::Triangle) return false;
    for (std::size_t i = 0; i < 3; ++i) {
        const Side side(corners[i], corners[(i + 1) % 3]);
        if (side.at(side.a > 0 ? tile.right - 1 : tile.left, side.b > 0 ? tile.bottom - 1 : tile.top) < 0) return true;
    }
    return false;
}

}  // namespace hineni

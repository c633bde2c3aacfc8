#include "kiosk/raster/fill.hpp"

#include <algorithm>
#include <array>

#include "kiosk/raster/paint.hpp"

namespace hineni {

namespace {

constexpr std::int64_t one = Corner::one;

std::uint32_t* row_of(Pixels target, int y) {
    return target.data + static_cast<std::ptrdiff_t>(y) * target.stride;
}

std::int64_t floor_of(std::int64_t over, std::int64_t under) {
    const std::int64_t cut = over / under;
    return cut * under > over ? cut - 1 : cut;
}

// One side of a triangle, walked down row by row: where it lets pixels begin, or end. Exact: the fraction is carried
// along as a remainder.
class Walk {
  public:
    Walk(const Corner& from, const Corner& to, int y) {
        const std::int64_t a = from.y - to.y;
        const std::int64_t b = to.x - from.x;
        // On the side itself only where it is a left one (a > 0) or the top one.
        const std::int64_t c = -(a * from.x + b * from.y) - (a > 0 || (a == 0 && b > 0) ? 0 : 1);
        const std::int64_t inside = a * (one / 2) + b * (y * one + one / 2) + c;  // At x = 0.
        kind_ = a > 0 ? Begins : a < 0 ? Ends : Level;
        under_ = kind_ == Level ? 1 : std::abs(a) * one;
        // Begins: x >= -inside / under, rounded up. Ends: x < inside / under, rounded down, and one more.
        const std::int64_t over = kind_ == Begins ? under_ - 1 - inside : inside;
        const std::int64_t step = kind_ == Begins ? -b * one : b * one;
        at_ = floor_of(over, under_);
        rest_ = over - at_ * under_;
        step_ = floor_of(step, under_);
        step_rest_ = step - step_ * under_;
    }

    void narrow(std::int64_t& left, std::int64_t& right) const {
        if (kind_ == Begins)
            left = std::max(left, at_);
        else if (kind_ == Ends)
            right = std::min(right, at_ + 1);
        else if (at_ < 0)
            right = left;
    }
    void down() {
        at_ += step_;
        rest_ += step_rest_;
        if (rest_ >= under_) {
            rest_ -= under_;
            ++at_;
        }
    }

  private:
    enum Side { Begins, Ends, Level } kind_;
    std::int64_t at_, rest_, step_, step_rest_, under_;
};

void fill_triangle(const Shape& shape, const PixelBox& box, Pixels target) {
    const auto& [p, q, r] = shape.corners;
    const Paint paint(shape);
    std::array<Walk, 3> sides{Walk(p, q, box.top), Walk(q, r, box.top), Walk(r, p, box.top)};
    for (int y = box.top; y < box.bottom; ++y) {
        std::int64_t left = box.left;
        std::int64_t right = box.right;
        for (auto& side : sides) {
            side.narrow(left, right);
            side.down();
        }
        if (left < right) paint.row(row_of(target, y), static_cast<int>(left), static_cast<int>(right), y);
    }
}

void fill_rectangle(const Shape& shape, const PixelBox& box, Pixels target) {
    const Paint paint(shape);
    for (int y = box.top; y < box.bottom; ++y) paint.row(row_of(target, y), box.left, box.right, y);
}

// Blending works on the numbers of the picture, not on light, which makes light words on a dark ground thinner than
// dark ones on a light ground. Light words get their coverage raised in the middle, as a curve of its share s:
// s + (s - s²) * strength, by how light they are.
std::array<std::uint8_t, 256> coverage_of(std::uint32_t colour) {
    const std::uint32_t light =
        (2 * (colour >> 16U & 0xFFU) + 5 * (colour >> 8U & 0xFFU) + (colour & 0xFFU)) / 8;  // 0 to 255
    const std::uint32_t strength = light > 128 ? (light - 128) * 90 / 127 : 0;              // of 256
    const std::uint32_t alpha = colour >> 24U;
    std::array<std::uint8_t, 256> table{};
    for (std::uint32_t s = 0; s < 256; ++s) {
        const std::uint32_t raised = s + s * (255 - s) * strength / (255 * 256);
        table[s] = static_cast<std::uint8_t>((raised * alpha + 127) / 255);
    }
    return table;
}

void fill_glyph(const Shape& shape, const PixelBox& box, Pixels target) {
    const Corner& from = shape.corners[0];
    // A frame has few colours of words and many glyphs of each.
    static thread_local std::uint32_t known = 0;
    static thread_local std::array<std::uint8_t, 256> coverage{};
    if (known != from.colour) {
        known = from.colour;
        coverage = coverage_of(from.colour);
    }
    const std::uint32_t over = from.colour & 0xFFFFFFU;
    const int across = from.u / Corner::one - from.x / Corner::one;
    const int down = from.v / Corner::one - from.y / Corner::one;
    for (int y = box.top; y < box.bottom; ++y) {
        std::uint32_t* row = row_of(target, y);
        const std::uint8_t* ink = shape.texture->alpha + static_cast<std::ptrdiff_t>(y + down) * shape.texture->width;
        for (int x = box.left; x < box.right; ++x) {
            const std::uint32_t alpha = coverage[ink[x + across]];
            if (alpha == 0) continue;
            row[x] = alpha == 255 ? over : blended(row[x], over, alpha);
        }
    }
}

}  // namespace

void fill(const Shape& shape, const PixelBox& tile, Pixels target) {
    const PixelBox box = shape.box.meet(tile);
    if (box.empty()) return;
    switch (shape.kind) {
        case Kind::Rectangle: fill_rectangle(shape, box, target); return;
        case Kind::Glyph: fill_glyph(shape, box, target); return;
        case Kind::Triangle: fill_triangle(shape, box, target); return;
    }
}

}  // namespace hineni

// Paint: rows of pixels in one colour, or in colours that change evenly. Straight alpha on an opaque ground, in whole
// numbers. Colours that change are dithered by an 8 x 8 pattern that belongs to the pixel's place, so that a wide
// gradient on a dark ground shows no bands and a tile drawn alone looks as it does in the whole picture.
#pragma once

#include <array>
#include <cstdint>

#include "kiosk/raster/raster.hpp"
#include "kiosk/raster/shape.hpp"

namespace hineni {

// A quantity that changes evenly over the glass. Exact for every pixel wherever a row starts; it may wrap around far
// from the shape, never within.
class Slope {
  public:
    Slope() = default;
    // From the three corners of a triangle, or only downwards from the first to the last corner of a rectangle.
    static Slope across(const std::array<Corner, 3>& corners, std::array<std::int64_t, 3> values);
    static Slope down(const std::array<Corner, 3>& corners, std::int64_t top, std::int64_t bottom);

    // At the middle of a pixel.
    [[nodiscard]] std::int64_t at(int x, int y) const {
        const auto sum = base_ + dx_ * static_cast<std::uint64_t>(x) + dy_ * static_cast<std::uint64_t>(y);
        return static_cast<std::int64_t>(sum) >> 4;
    }

    // The same, walked to the right pixel by pixel.
    class Walk {
      public:
        std::int64_t next() {
            const auto value = static_cast<std::int64_t>(at_) >> 4;
            at_ += step_;
            return value;
        }

      private:
        friend class Slope;
        Walk(std::uint64_t at, std::uint64_t step) : at_(at), step_(step) {}
        std::uint64_t at_, step_;
    };
    [[nodiscard]] Walk walk(int x, int y) const {
        return {base_ + dx_ * static_cast<std::uint64_t>(x) + dy_ * static_cast<std::uint64_t>(y), dx_};
    }

  private:
    Slope(const Corner& from, std::int64_t value, std::int64_t dx, std::int64_t dy);
    std::uint64_t base_ = 0, dx_ = 0, dy_ = 0;  // 16 times the value.
};

class Paint {
  public:
    explicit Paint(const Shape& shape);

    // The pixels [left, right) of row y. `row` points to the row's pixel 0.
    void row(std::uint32_t* row, int left, int right, int y) const;

  private:
    enum class Way { Fill, Blend, Fade, Change, Texture };

    void blend(std::uint32_t* row, int left, int right) const;
    void fade(std::uint32_t* row, int left, int right, int y) const;
    void change(std::uint32_t* row, int left, int right, int y) const;
    void change_downwards(std::uint32_t* row, int left, int right, int y) const;
    void texture(std::uint32_t* row, int left, int right, int y) const;

    Way way_ = Way::Fill;
    bool downwards_ = false;  // Each row has one colour.
    bool opaque_ = false;
    std::uint32_t colour_ = 0;       // Of all corners, or of the first.
    Slope alpha_;                    // 1 << 24: opaque.
    std::array<Slope, 3> channels_;  // Red, green, blue; 1 << 16: one step of 255.
    Slope u_, v_;
    const AlphaTexture* from_ = nullptr;
};

// `under` with `over` on it; alpha 0 to 255, rounded to the nearest.
[[nodiscard]] inline std::uint32_t blended(std::uint32_t under, std::uint32_t over, std::uint32_t alpha) {
    const std::uint32_t rest = 255 - alpha;
    std::uint32_t rb = (over & 0xFF00FFU) * alpha + (under & 0xFF00FFU) * rest + 0x800080U;
    rb = (rb + (rb >> 8U & 0xFF00FFU)) >> 8U & 0xFF00FFU;
    std::uint32_t g = (over >> 8U & 0xFFU) * alpha + (under >> 8U & 0xFFU) * rest + 0x80U;
    g = (g + (g >> 8U)) & 0xFF00U;
    return rb | g;
}

}  // namespace hineni

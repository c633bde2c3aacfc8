// Shape: one thing to draw, in whole numbers, made from ImGui's triangles. Rectangles (also of glyphs) are told apart
// from triangles because they are most of a frame and much cheaper.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "kiosk/raster/raster.hpp"
#include "kiosk/text/text.hpp"

struct ImDrawData;

namespace hineni {

// Half open, in pixels.
struct PixelBox {
    int left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] bool empty() const { return left >= right || top >= bottom; }
    [[nodiscard]] PixelBox meet(const PixelBox& other) const;
};

struct Corner {
    static constexpr int one = 16;  // Steps a pixel.
    int x = 0, y = 0;               // In 1/16 pixel.
    int u = 0, v = 0;               // In 1/16 texel: Typesetter gives texels, not shares of the texture.
    std::uint32_t colour = 0;       // 0xAARRGGBB

    friend bool operator==(const Corner&, const Corner&) = default;
};

enum class Kind : std::uint8_t {
    Rectangle,  // Axis-aligned: corners[0] is top left with the colour of the top, corners[2] bottom right, of the
                // bottom.
    Glyph,      // A rectangle on whole pixels, as large as its part of the texture.
    Triangle,
};

struct Shape {
    Kind kind = Kind::Triangle;
    std::array<Corner, 3> corners;  // A triangle's run clockwise (y downwards).
    const AlphaTexture* texture = nullptr;
    PixelBox box;            // Pixels that it may touch, within its clip rectangle and the target.
    std::uint64_t hash = 0;  // Of all that decides how it looks.

    // Whether it leaves no pixel of `tile` untouched, or touches none.
    [[nodiscard]] bool covers(const PixelBox& tile) const;
    [[nodiscard]] bool misses(const PixelBox& tile) const;
    [[nodiscard]] bool opaque() const;
};

// Appends the shapes of `data` that may touch a target of this size, in drawing order. What is not a number, or has no
// area, is left out.
void collect_shapes(const ImDrawData& data, int width, int height, std::vector<Shape>& shapes);

}  // namespace hineni

#include "kiosk/text/atlas.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include FT_OUTLINE_H

namespace hineni {

GlyphAtlas::GlyphAtlas() {
    start_anew();
}

void GlyphAtlas::start_anew() {
    shelves_.clear();
    spots_.clear();
    alpha_.clear();
    texture_.height = 0;
    grow(128);
    ++texture_.generation;
}

void GlyphAtlas::grow(int height) {
    alpha_.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    texture_.alpha = alpha_.data();
    texture_.width = width;
    texture_.height = height;
}

// A shelf takes what is at most a quarter lower than itself.
Spot GlyphAtlas::place(int w, int h) {
    Spot spot;
    spot.width = static_cast<std::uint16_t>(w);
    spot.height = static_cast<std::uint16_t>(h);
    auto shelf = std::find_if(shelves_.begin(), shelves_.end(), [&](const Shelf& s) {
        return h <= s.height && h * 4 >= s.height * 3 && s.used + w <= width;
    });
    if (shelf == shelves_.end()) {
        const int y = shelves_.empty() ? 0 : shelves_.back().y + shelves_.back().height;
        const int rounded = (h + 3) / 4 * 4;
        if (y + rounded > highest) {
            start_anew();
            return place(w, h);
        }
        while (y + rounded > texture_.height) grow(texture_.height * 2);
        shelf = shelves_.insert(shelves_.end(), {y, rounded, 0});
    }
    spot.x = static_cast<std::uint16_t>(shelf->used);
    spot.y = static_cast<std::uint16_t>(shelf->y);
    shelf->used += w;
    return spot;
}

static const FT_Bitmap* drawn(FT_Face face, std::uint32_t glyph, FT_F26Dot6 size, float thicker, int phase) {
    // Unhinted: letters keep their form and their distances at every size, and the glass has 150 dots an inch.
    if (FT_Set_Char_Size(face, 0, size, 72, 72) != 0) return nullptr;
    if (FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) return nullptr;
    if (face->glyph->format != FT_GLYPH_FORMAT_OUTLINE) return nullptr;
    const FT_Pos strength = std::lround(static_cast<float>(size) * thicker);
    FT_Outline_Embolden(&face->glyph->outline, strength);  // It grows to the right and upwards.
    FT_Outline_Translate(&face->glyph->outline, phase * 64 / GlyphAtlas::phases - strength / 2, -strength / 2);
    if (FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0) return nullptr;
    return &face->glyph->bitmap;
}

const Spot& GlyphAtlas::spot(Faces& faces, Faces::Id face, std::uint32_t glyph, float size, int phase) {
    const auto dots = static_cast<std::uint32_t>(std::lround(std::clamp(size, 1.0F, 400.0F) * 64));
    const std::uint64_t key = static_cast<std::uint64_t>(face) << 48U | static_cast<std::uint64_t>(glyph) << 24U |
                              static_cast<std::uint64_t>(dots) << 4U | static_cast<std::uint64_t>(phase);
    if (const auto known = spots_.find(key); known != spots_.end()) return known->second;
    Spot made;
    const FT_Face from = faces.glyphs(face);
    const auto em = static_cast<FT_F26Dot6>(dots);
    const FT_Bitmap* picture = from == nullptr ? nullptr : drawn(from, glyph, em, faces.at(face).thicker, phase);
    if (picture != nullptr && picture->width > 0 && picture->rows > 0 && picture->width <= width) {
        made = place(static_cast<int>(picture->width), static_cast<int>(picture->rows));
        made.left = static_cast<std::int16_t>(from->glyph->bitmap_left);
        made.top = static_cast<std::int16_t>(-from->glyph->bitmap_top);
        for (unsigned row = 0; row < picture->rows; ++row) {
            const auto* source = picture->buffer + static_cast<std::ptrdiff_t>(row) * picture->pitch;
            std::copy_n(source, picture->width,
                        alpha_.begin() + (static_cast<std::ptrdiff_t>(made.y) + row) * width + made.x);
        }
    }
    return spots_.emplace(key, made).first->second;
}

}  // namespace hineni

// GlyphAtlas: the one 8-bit picture that holds every glyph drawn so far, each in the places between pixels where it was
// needed. Glyphs are put on shelves; the picture grows downwards, which moves nothing. Full, it starts anew and says so
// by its generation.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "kiosk/text/faces.hpp"
#include "kiosk/text/text.hpp"

namespace hineni {

// A glyph's place in the atlas, and where it lies around the pen (y downwards). Empty for a space.
struct Spot {
    std::uint16_t x = 0, y = 0, width = 0, height = 0;
    std::int16_t left = 0, top = 0;
};

class GlyphAtlas {
  public:
    static constexpr int width = 512;
    static constexpr int highest = 4096;
    static constexpr int phases = 4;  // Steps between two pixels, horizontally.

    GlyphAtlas();

    // `size`: pixels of the em of this face. `phase`: 0 to phases - 1.
    const Spot& spot(Faces& faces, Faces::Id face, std::uint32_t glyph, float size, int phase);

    [[nodiscard]] const AlphaTexture& texture() const { return texture_; }

  private:
    struct Shelf {
        int y = 0, height = 0, used = 0;
    };
    Spot place(int w, int h);
    void grow(int height);
    void start_anew();

    std::vector<std::uint8_t> alpha_;
    AlphaTexture texture_;
    std::vector<Shelf> shelves_;
    std::unordered_map<std::uint64_t, Spot> spots_;
};

}  // namespace hineni

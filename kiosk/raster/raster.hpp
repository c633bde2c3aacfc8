// Rasteriser: ImDrawData to pixels, in software, redrawing only what changed. It hashes the draw commands that touch
// each tile of 64 x 64 pixels and draws again the tiles whose hash differs from the frame before. The same input gives
// the same bytes on every machine and at every optimisation level: integers only after the vertices were snapped to
// 1/16 pixel.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

struct ImDrawData;

namespace hineni {

struct PixelRect {
    int x = 0, y = 0, width = 0, height = 0;
};

// Borrowed: 0x00RRGGBB a pixel, row by row.
struct Pixels {
    std::uint32_t* data = nullptr;
    int width = 0;
    int height = 0;
    int stride = 0;  // In pixels.
};

class Rasteriser {
  public:
    Rasteriser();
    Rasteriser(Rasteriser&&) noexcept;
    Rasteriser& operator=(Rasteriser&&) noexcept;
    ~Rasteriser();

    // Brings `target`, which still holds what the last call left in it, up to date. A texture id is null (plain colour)
    // or points to an AlphaTexture. Returns what changed: disjoint, whole tiles merged along rows. A target of another
    // size or address is drawn whole.
    std::vector<PixelRect> draw(const ImDrawData& data, Pixels target);

    void forget();  // The target was lost (a window was exposed): the next draw is whole.

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace hineni

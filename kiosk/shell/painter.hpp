// Painter: runs a drawing function and brings a block of pixels up to date. It owns ImGui (of which only the draw lists
// are used: ImGui sees no input, has no font and writes no file), the Typesetter and the Rasteriser. There is one at a
// time, because ImGui is one.
//
// A frame is drawn in two steps, so that touches can be worked off one by one before anything is painted: logic() only
// runs the function, for what it decides; frame() runs it and paints.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "hineni/result.hpp"
#include "kiosk/raster/raster.hpp"
#include "kiosk/text/text.hpp"

struct ImDrawList;

namespace hineni {

class Painter {
  public:
    // Draws on a list of the given size; nothing of the list outlives the call.
    using Draw = std::function<void(ImDrawList&, Typesetter&)>;

    // Fails where the fonts are missing.
    [[nodiscard]] static Result<Painter> open();
    Painter(Painter&&) noexcept;
    Painter& operator=(Painter&&) noexcept;
    ~Painter();

    // Runs `draw` once and paints nothing.
    void logic(int width, int height, const Draw& draw);

    // Runs `draw` and paints what changed since the last frame; returns where. `draw` runs a second time in the rare
    // frame in which the glyphs' atlas was full, so it must not change anything: work off touches in logic() first.
    std::vector<PixelRect> frame(const Draw& draw, Pixels target);

    // The target was lost (a window was exposed): the next frame is painted whole.
    void forget();

    [[nodiscard]] Typesetter& typesetter();

  private:
    struct Inside;
    explicit Painter(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace hineni

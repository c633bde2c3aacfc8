// Panel: where the picture lies on the glass of a screen that is built in sideways or upside down, and the copy from
// ordinary memory to the screen's. Pure.
#pragma once

#include <vector>

#include "kiosk/raster/raster.hpp"

namespace hineni {

// Which side of the panel is up, in the kernel's words ("panel orientation").
enum class PanelUp { Top, Bottom, Left, Right };

struct PixelExtent {
    int width = 0, height = 0;
    friend bool operator==(const PixelExtent&, const PixelExtent&) = default;
};

struct PanelSpot {
    float x = 0, y = 0;
};

// How large the picture is that fills the panel.
[[nodiscard]] PixelExtent picture_on(PixelExtent panel, PanelUp up);

// The part that lies within; nothing of it where width or height is 0.
[[nodiscard]] PixelRect within_extent(PixelRect part, PixelExtent whole);

// Where a part of the picture lies on the panel.
[[nodiscard]] PixelRect on_panel(PixelRect part, PixelExtent panel, PanelUp up);

// Where a finger on the panel is in the picture; never outside of it. A touch layer is as the panel is.
[[nodiscard]] PanelSpot in_picture(PanelSpot panel_share, PixelExtent panel, PanelUp up);

// Brings a part of the picture, which lies within it, to the panel: it only writes there, for reading is slow.
void copy_to_panel(const Pixels& picture, PixelRect part, Pixels panel, PanelUp up);

// No more than `most`: beyond it, one that holds all.
[[nodiscard]] std::vector<PixelRect> no_more_than(std::size_t most, std::vector<PixelRect> parts);

}  // namespace hineni

// Fill: one shape into one tile.
#pragma once

#include "kiosk/raster/raster.hpp"
#include "kiosk/raster/shape.hpp"

namespace hineni {

// Draws the part of the shape that lies in `tile`; every pixel comes out as if the tile were the whole target. A pixel
// whose middle lies on a side belongs to the shape to the right of it or below (the top-left rule), so neighbours that
// share a side neither leave a gap nor draw twice.
void fill(const Shape& shape, const PixelBox& tile, Pixels target);

}  // namespace hineni

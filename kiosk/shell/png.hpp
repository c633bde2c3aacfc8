// PNG: pixels as a picture file.
#pragma once

#include <filesystem>

#include "hineni/result.hpp"
#include "kiosk/raster/raster.hpp"

namespace hineni {

// Writes the file whole or not at all: beside it first, then under its name. Opaque, 8 bits a channel.
[[nodiscard]] Result<void> write_png(const std::filesystem::path& file, Pixels pixels);

}  // namespace hineni

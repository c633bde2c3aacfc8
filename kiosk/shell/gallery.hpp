// Gallery: a picture of every screen in every situation, language and look, for eyes and for review.
#pragma once

#include <cstddef>
#include <filesystem>

#include "hineni/event_pack.hpp"
#include "hineni/result.hpp"
#include "kiosk/form/wording.hpp"
#include "kiosk/shell/canvas.hpp"

namespace hineni {

struct GallerySize {
    int width = 1280;
    int height = 800;
};

// Writes folder/SCREEN-SITUATION-LANGUAGE-LOOK.png for each preview, making the folder where there is none; returns
// how many.
[[nodiscard]] Result<std::size_t> write_gallery(const std::filesystem::path& folder, const EventPack& pack,
                                                const Wording& wording, Canvas& canvas, GallerySize size);

}  // namespace hineni

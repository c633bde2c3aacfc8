// Gallery: a picture of every screen in every situation, language, look and size, for eyes and for review.
#pragma once

#include <cstddef>
#include <filesystem>

#include "hineni/event_pack.hpp"
#include "hineni/result.hpp"
#include "kiosk/form/wording.hpp"
#include "kiosk/shell/painter.hpp"

namespace hineni {

struct GallerySize {
    int width = 1280;
    int height = 800;
    bool every_look = true;  // False: the usual size by day and by night, an eighth of the pictures.
};

// Writes folder/SCREEN-SITUATION-LANGUAGE-LOOK.png for each preview, making the folder where there is none; returns
// how many. LOOK is day, night, black-on-white or white-on-black; -large, -larger and -largest follow for words of that
// size. All looks are 16 pictures of each preview in each language.
[[nodiscard]] Result<std::size_t> write_gallery(const std::filesystem::path& folder, const EventPack& pack,
                                                const Wording& wording, Painter& painter, GallerySize size);

}  // namespace hineni

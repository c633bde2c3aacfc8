#include "kiosk/shell/gallery.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/screens/draw.hpp"
#include "kiosk/screens/preview.hpp"
#include "kiosk/shell/png.hpp"
#include "kiosk/widgets/page.hpp"

namespace hineni {

namespace {

constexpr std::array<std::pair<const char*, Scheme>, 2> looks{{{"day", Scheme::Day}, {"night", Scheme::Night}}};
// So that the counter of the welcome screen is seen.
constexpr std::size_t sample_count = 23;

}  // namespace

Result<std::size_t> write_gallery(const std::filesystem::path& folder, const EventPack& pack, const Wording& wording,
                                  Canvas& canvas, GallerySize size) {
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) return fail("make the folder " + folder.string() + ": " + problem.message());
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    const Pixels target{pixels.data(), size.width, size.height, size.width};
    canvas.forget();
    std::size_t written = 0;
    for (const auto& language : pack.languages) {
        for (const auto& preview : previews(pack, language)) {
            for (const auto& [look_name, scheme] : looks) {
                const auto look = look_of(scheme);
                canvas.frame(
                    [&](ImDrawList& list, Typesetter& typesetter) {
                        touch::Ledger nobody;
                        nobody.begin(std::nullopt);
                        Page page(list, typesetter, nobody, look, wording, preview.session.language(),
                                  static_cast<float>(size.width), static_cast<float>(size.height));
                        (void)draw(page, preview.session, pack, sample_count);
                    },
                    target);
                const auto name = preview.name + "-" + language + "-" + look_name + ".png";
                if (auto picture = write_png(folder / name, target); !picture) return tl::unexpected(picture.error());
                ++written;
            }
        }
    }
    return written;
}

}  // namespace hineni

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

struct Named {
    std::string name;
    Comfort comfort;
};

// Each scheme in each size; the usual ones, by day and by night, first.
std::vector<Named> looks(bool every_one) {
    constexpr std::array<std::pair<const char*, Scheme>, 4> schemes{{{"-day", Scheme::Day},
                                                                     {"-night", Scheme::Night},
                                                                     {"-black-on-white", Scheme::BlackOnWhite},
                                                                     {"-white-on-black", Scheme::WhiteOnBlack}}};
    constexpr std::array<std::pair<const char*, TextSize>, 4> sizes{{{"", TextSize::Normal},
                                                                     {"-large", TextSize::Large},
                                                                     {"-larger", TextSize::Larger},
                                                                     {"-largest", TextSize::Largest}}};
    std::vector<Named> all;
    for (const auto& [size_name, size] : sizes) {
        for (const auto& [scheme_name, scheme] : schemes) {
            const bool usual = size == TextSize::Normal && (scheme == Scheme::Day || scheme == Scheme::Night);
            if (!usual && !every_one) continue;
            all.push_back({std::string(scheme_name) + size_name, {.text = size, .scheme = scheme, .voice = {}}});
        }
    }
    return all;
}

// So that the counter of the welcome screen is seen.
constexpr std::size_t sample_count = 23;

}  // namespace

Result<std::size_t> write_gallery(const std::filesystem::path& folder, const EventPack& pack, const Wording& wording,
                                  Painter& painter, GallerySize size) {
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) return fail("make the folder " + folder.string() + ": " + problem.message());
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    const Pixels target{pixels.data(), size.width, size.height, size.width};
    painter.forget();
    std::size_t written = 0;
    const auto paint = [&](const Session& session) {
        const auto look = look_of(session.comfort().scheme, session.comfort().text);
        painter.frame(
            [&](ImDrawList& list, Typesetter& typesetter) {
                touch::Ledger nobody;
                nobody.begin(std::nullopt);
                Page page(list, typesetter, nobody, look, wording, session.language(), static_cast<float>(size.width),
                          static_cast<float>(size.height));
                (void)draw(page, session, pack, sample_count);
            },
            target);
    };
    for (const auto& language : pack.languages) {
        for (const auto& preview : previews(pack, language)) {
            for (const auto& look : looks(size.every_look)) {
                paint(in_comfort(preview.session, look.comfort));
                const auto name = preview.name + "-" + language + look.name + ".png";
                if (auto picture = write_png(folder / name, target); !picture) return tl::unexpected(picture.error());
                ++written;
            }
        }
    }
    return written;
}

}  // namespace hineni

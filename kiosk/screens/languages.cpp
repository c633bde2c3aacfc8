// The languages of the event, each by its own name, large enough for who cannot read the one on the glass.
#include <algorithm>

#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

namespace {

// A grid that fills a room: as few columns as leave every cell high enough.
struct Grid {
    std::size_t columns = 1;
    float width = 0, height = 0;  // Of a cell, in pixels.
};

Grid grid_in(const Page& page, std::size_t count, Rect room, float gap, float least) {
    const auto rows = [&](std::size_t columns) {
        const std::size_t whole = (count + columns - 1) / columns;
        return static_cast<float>(whole);
    };
    const auto high = [&](std::size_t columns) { return (room.height - gap * (rows(columns) - 1)) / rows(columns); };
    std::size_t columns = page.portrait() || count < 4 ? 1 : 2;
    while (columns < 4 && high(columns) < least) ++columns;
    const auto across = static_cast<float>(columns);
    return {columns, (room.width - gap * (across - 1)) / across, std::min(high(columns), page.px(124))};
}

}  // namespace

Did languages(Page& page, const Scene& scene) {
    const auto& all = scene.pack.languages;
    const auto [room, closed] = aside_frame(page, page.say("Choose your language"));
    Did did = closed;
    const float gap = page.px(16);
    const Grid grid = grid_in(page, all.size(), room, gap, page.px(smallest_target));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::size_t row = i / grid.columns;
        const Rect cell{room.x + static_cast<float>(i % grid.columns) * (grid.width + gap),
                        room.y + static_cast<float>(row) * (grid.height + gap), grid.width, grid.height};
        if (chip(page, own_name(all[i]), cell, all[i] == page.language, false, i)) did = LanguageChosen{all[i]};
    }
    return did;
}

Previews languages_previews(const EventPack& pack, const Language& language) {
    Player player(pack, language);
    player.did(AsideOpened{Aside::Languages});
    return {{"languages", player.session()}};
}

}  // namespace hineni::screens

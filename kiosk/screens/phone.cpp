// The code that leads to the same form on the attendee's own phone, as large as the glass allows.
#include <algorithm>

#include "kiosk/form/online_form.hpp"
#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/qr.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

Did phone(Page& page, const Scene& scene) {
    const auto [room, closed] = aside_frame(page, page.say("Rather on your own phone?"));
    const auto code = qr_code(online_form_in(scene.pack.online_form, page.language));
    const auto how = page.say("Point your phone's camera at this code. You can answer there, in your own time.");
    const auto last = page.say("What you typed here goes away when you leave this card.");
    Manner large = paragraph(page);
    large.colour = page.look.colours.words;
    large.size = 28;
    large.leading = 1.4F;
    Manner quiet = paragraph(page);
    quiet.size = 22;
    const float gap = page.px(30);
    if (page.portrait()) {
        const float width = room.width;
        large.align = quiet.align = Align::Centre;
        const float how_high = height_of(page, how, width, large) + page.px(4);
        const float last_high = height_of(page, last, width, quiet) + page.px(4);
        const Rect card = draw_qr(page, code, {room.x, room.y, width, room.height - how_high - last_high - 2 * gap});
        write(page, how, {room.x, card.bottom() + gap, width, how_high}, large);
        write(page, last, {room.x, card.bottom() + 2 * gap + how_high, width, last_high}, quiet);
        return closed;
    }
    const Rect card = draw_qr(page, code, {room.x, room.y, room.height, room.height});
    const float from = card.right() + 2 * gap;
    const float width = room.right() - from;
    const float last_high = std::min(height_of(page, last, width, quiet) + page.px(4), room.height * 0.4F);
    const float how_high = std::min(height_of(page, how, width, large) + page.px(4), room.height - last_high - gap);
    const float top = room.y + (room.height - how_high - gap - last_high) / 2;
    write(page, how, {from, top, width, how_high}, large);
    write(page, last, {from, top + how_high + gap, width, last_high}, quiet);
    return closed;
}

Previews phone_previews(const EventPack& pack, const Language& language) {
    if (pack.online_form.empty()) return {};
    Player player(pack, language);
    player.did(AsideOpened{Aside::Phone});
    return {{"phone", player.session()}};
}

}  // namespace hineni::screens

#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/button.hpp"

namespace hineni::screens {

Did still_there(Page& page, int seconds_left) {
    const float x = margin(page);
    const float high = page.px(100);
    const float gap = page.px(20);
    const float y = page.height - page.px(56) - high;
    const auto seconds = static_cast<std::size_t>(seconds_left > 0 ? seconds_left : 0);
    const Message said{page.say("Are you still there?"),
                       {},
                       page.say("In {n} second everything you typed goes away.",
                                "In {n} seconds everything you typed goes away.", seconds),
                       {},
                       250};
    message(page, said, page.height - y + page.px(20));
    const float wide = std::min(page.px(400), (page.width - 2 * x - gap) / 2);
    const float from = (page.width - 2 * wide - gap) / 2;
    Did did;
    if (quiet_button(page, page.say("Start over"), {from, y, wide, high})) did = Leave{};
    if (big_button(page, page.say("Yes, I'm here"), {from + wide + gap, y, wide, high})) did = StillHere{};
    return did;
}

Previews still_there_previews(const EventPack& pack, const Language& language) {
    Player player(pack, language);
    if (!player.open([](const Form& form) { return !form.fields.empty(); }) || !player.go_to<Filling>()) return {};
    player.fill_page(false);
    player.walk_away();
    return {{"still-there", player.session()}};
}

}  // namespace hineni::screens

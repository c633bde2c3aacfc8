#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/lamp.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

Did out_of_order(Page& page, const OutOfOrder& state, const Scene& scene) {
    const float foot = page.px(140);
    const Message said{page.say("This tablet is taking a rest"),
                       {},
                       page.say("Please use the paper sheet, or speak with somebody at the table."),
                       page.say("Every name that was saved here is still safe."),
                       220};
    message(page, said, foot);
    Manner small = small_print(page);
    small.align = Align::Centre;
    small.stand = Stand::Middle;
    lamp(page, scene, 0);
    const float x = margin(page) + lamp_height(page);
    write(page, state.reason, {x, page.height - foot + page.px(20), page.width - 2 * x, foot - page.px(44)}, small);
    return std::nullopt;
}

Previews out_of_order_previews(const EventPack& pack, const Language& language) {
    Player player(pack, language);
    Session session = player.session();
    session.out_of_order(
        "open the queue: /var/lib/hineni/queue.db: the disk is full; hint: free some space, then restart");
    return {{"out-of-order", session}};
}

}  // namespace hineni::screens

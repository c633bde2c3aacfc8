#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"

namespace hineni::screens {

Did saving(Page& page, const Saving&, const Scene&) {
    message(page, {page.say("One moment"), {}, page.say("We are sealing your answers on this device."), {}, 280}, 0);
    return std::nullopt;
}

Previews saving_previews(const EventPack& pack, const Language& language) {
    Player player(pack, language);
    if (!player.open([](const Form&) { return true; }) || !player.go_to<Saving>()) return {};
    return {{"saving", player.session()}};
}

}  // namespace hineni::screens

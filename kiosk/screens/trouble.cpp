#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/player.hpp"
#include "kiosk/screens/screens.hpp"

namespace hineni::screens {

Did trouble(Page& page, const Trouble&, const Scene& scene) {
    const Message said{page.say("Not saved yet"),
                       {},
                       page.say("We could not save that. Please try again, or use the paper sheet."),
                       page.say("Your answers are still here. They go away when you leave."),
                       200};
    message(page, said, page.height - foot_top(page));
    const Did did = foot(page, page.say("Try again"));
    const auto tool = tools(page, scene, false);
    return tool ? tool : did;
}

Previews trouble_previews(const EventPack& pack, const Language& language) {
    Player player(pack, language);
    if (!player.open([](const Form&) { return true; }) || !player.go_to<Saving>()) return {};
    player.did(StoreFailed{});
    return {{"trouble", player.session()}};
}

}  // namespace hineni::screens

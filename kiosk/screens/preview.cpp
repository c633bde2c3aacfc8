#include "kiosk/screens/preview.hpp"

#include <iterator>

#include "kiosk/screens/screens.hpp"

namespace hineni {

std::vector<Preview> previews(const EventPack& pack, const Language& language) {
    const Language& spoken = language.empty() ? pack.languages.front() : language;
    std::vector<Preview> all;
    for (const auto of_screen :
         {screens::welcome_previews, screens::reading_previews, screens::choosing_previews, screens::filling_previews,
          screens::consenting_previews, screens::signing_previews, screens::saving_previews, screens::trouble_previews,
          screens::thanks_previews, screens::out_of_order_previews, screens::languages_previews,
          screens::comfort_previews, screens::phone_previews, screens::receipt_code_previews,
          screens::organizing_previews, screens::still_there_previews}) {
        auto some = of_screen(pack, spoken);
        std::move(some.begin(), some.end(), std::back_inserter(all));
    }
    return all;
}

Session in_comfort(Session session, const Comfort& comfort) {
    const bool walked_away = session.countdown().has_value();
    session.happen(ComfortChosen{comfort}, Monotonic{0});
    if (walked_away) session.tick(idle_timeout + Monotonic{1000});
    return session;
}

}  // namespace hineni

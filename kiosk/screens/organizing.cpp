// The organizer's screen: one page for each of Organizing::Page.
#include "kiosk/screens/screens.hpp"

namespace hineni::screens {

Did organizing(Page& page, const Organizing& state, const Scene& scene) {
    (void)page, (void)state, (void)scene;
    return std::nullopt;
}

Previews organizing_previews(const EventPack& pack, const Language& language) {
    (void)pack, (void)language;
    return {};
}

}  // namespace hineni::screens

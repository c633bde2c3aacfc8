// The options of a field that is chosen, any number of them: chips on pages, yes and no, or the groups near and far.
#pragma once

#include "kiosk/screens/screens.hpp"

namespace hineni::screens {

// Returns Picked or ListTurned.
[[nodiscard]] Did options(Page& page, const Filling& state, std::size_t field, const EventPack& pack, Rect room);

}  // namespace hineni::screens

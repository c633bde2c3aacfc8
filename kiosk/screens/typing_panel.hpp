// The panel with the keyboard at the foot of a page that is typed on: the keys, and above them one row for what is
// offered for the word under way, or else for the words that say where the typing goes.
#pragma once

#include <string_view>

#include "kiosk/screens/screens.hpp"

namespace hineni::screens {

// Where the panel begins. The same on every page, so that keys are where they were.
[[nodiscard]] float panel_top(const Page& page);

// What lies in it, on the glass from edge to edge but for a margin.
[[nodiscard]] Rect panel_room(const Page& page, float top);

struct Typing {
    const keyboard::Up& keyboard;
    std::string_view answer;  // Lies in a Secret; never copied.
    std::size_t caret = 0;
};
// Returns KeyTapped. The panel's ground is drawn by the caller (keyboard_panel).
[[nodiscard]] Did typing_panel(Page& page, const Typing& typing);

}  // namespace hineni::screens

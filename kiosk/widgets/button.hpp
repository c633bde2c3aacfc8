// Buttons: what can be tapped. Each returns true in the frame in which it was tapped. Rooms are in the page's layout.
#pragma once

#include <optional>
#include <string_view>

#include "kiosk/widgets/page.hpp"
#include "kiosk/widgets/shapes.hpp"

namespace hineni {

// The one thing to do next, once a screen; what `next` of a rehearsal taps. Off: shown, muted, cannot be tapped.
[[nodiscard]] bool big_button(Page& page, std::string_view label, Rect room, bool on = true);

// Everything else that leads somewhere. `id` tells apart what has the same words.
[[nodiscard]] bool quiet_button(Page& page, std::string_view label, Rect room, std::size_t id = 0);

// A quiet button that shows an icon; the words are for the ledger, for `tap` and for who cannot see.
[[nodiscard]] bool icon_button(Page& page, shapes::Icon icon, std::string_view label, Rect room, bool on = true);

// The same with a letter or two in place of an icon; they do not grow with the text, and the ledger learns the label.
[[nodiscard]] bool letters_button(Page& page, std::string_view letters, std::string_view label, Rect room);

// A quiet button with an icon before its words, and a quieter line below them.
[[nodiscard]] bool told_button(Page& page, shapes::Icon icon, std::string_view label, std::string_view more, Rect room);

// One of several answers. `several`: more than one may be chosen (a box with a tick), else a round mark.
[[nodiscard]] bool chip(Page& page, std::string_view label, Rect room, bool chosen, bool several, std::size_t id);

// The ground and the mark of a large answer; its words are drawn by the caller, from 84 units on.
[[nodiscard]] bool choice_card(Page& page, std::string_view label, Rect room, bool chosen, std::size_t id);

// The same without a mark: what leads on with words of its own on it. `chosen` has a bold edge.
[[nodiscard]] bool plain_card(Page& page, std::string_view label, Rect room, bool chosen, std::size_t id);

// Has to be held: true while a finger is on it. `share`, 0 to 1, is how far it has come, as a bar that fills.
[[nodiscard]] bool hold_button(Page& page, std::string_view label, Rect room, float share, bool on);

// Two answers side by side, neither chosen beforehand. Returns what was tapped.
[[nodiscard]] std::optional<bool> yes_no(Page& page, Rect room, std::optional<bool> chosen, std::size_t id);

}  // namespace hineni

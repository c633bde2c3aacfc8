// The on-screen keyboard, drawn. Which keys there are and what they do is session/keyboard; this is their looks and
// their touch. It is never mirrored: a keyboard lies the same way for everybody.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/session/keyboard.hpp"
#include "kiosk/widgets/page.hpp"

namespace hineni {

// The words on a key, also its label in the ledger: the key's own, or "Space", "Delete", "Shift" in the page's
// language.
[[nodiscard]] std::string key_label(const Page& page, const keyboard::Key& key);

// The panel behind the keys, across the page from `top` to the foot.
void keyboard_panel(Page& page, float top);

// Fills `room` with the rows; returns the key that was tapped.
[[nodiscard]] std::optional<keyboard::Key> keys(Page& page, const keyboard::Up& up, Rect room);

// 1 to 9, erase and 0 in three columns of four rows; the last place is left for the main button. For a PIN: each key
// looks alike before and after, and only the finger knows which one it was.
struct DigitPad {
    std::optional<int> digit;  // 10: the last one goes.
    Rect last;                 // Where the main button belongs.
};
[[nodiscard]] DigitPad digit_pad(Page& page, Rect room);

// One row of quiet keys, for one-tap endings.
[[nodiscard]] std::optional<keyboard::Key> key_row(Page& page, const std::vector<keyboard::Key>& row, Rect room);

}  // namespace hineni

// Look: how the kiosk looks, as a value made from a colour scheme and a size of the text. Colours are IM_COL32. Every
// pair of words and ground has a contrast of at least 10:1, in the two schemes of highest contrast of at least 19:1
// (WCAG 2.1 asks for 7:1 in 1.4.6); a test computes it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "kiosk/session/comfort.hpp"

namespace hineni {

using Colour = std::uint32_t;  // As IM_COL32 packs it.

struct Colours {
    Colour ground_top, ground_bottom;          // The page, a vertical gradient.
    Colour glow;                               // Of the candle, at its middle; fades to nothing.
    Colour words, quiet_words;                 // What matters; what explains.
    Colour accent;                             // The one accent: event line, focus, caret, choices made.
    Colour main_top, main_bottom, on_main;     // The main button and the words on it.
    Colour main_down, on_main_down;            // Pressed.
    Colour quiet, quiet_edge, quiet_off;       // Quiet buttons, their outline; what cannot be tapped now.
    Colour chosen;                             // Under an answer that was chosen.
    Colour quiet_down, on_down;                // Pressed, and the words on that; also on key_down.
    Colour box, box_edge;                      // Fields and cards.
    Colour panel_top, panel_bottom;            // Under the keyboard.
    Colour key, key_down, key_side, key_edge;  // Letters, pressed, keys at the side, the lip below.
    Colour shadow;                             // Full strength; shadows fade from it.
    Colour problem;                            // With an icon, never alone.
    Colour paper, ink, paper_line;             // Signature pad and QR card: paper by day and by night.
};

struct Look {
    Scheme scheme = Scheme::Day;
    float text_scale = 1;  // Multiplies every size of type.
    Colours colours{};
    // No shades: what stands out elsewhere by a shade needs an outline here.
    [[nodiscard]] bool stark() const { return scheme == Scheme::BlackOnWhite || scheme == Scheme::WhiteOnBlack; }
    [[nodiscard]] bool dark() const { return scheme == Scheme::Night || scheme == Scheme::WhiteOnBlack; }
};

// 1, 1.2, 1.45, 1.75: each step is plainly seen, and the largest still lets a word stand on one line.
[[nodiscard]] float text_scale_of(TextSize size);

[[nodiscard]] Look look_of(Scheme scheme, TextSize size = TextSize::Normal);

// "day", "night": what organizers name; nothing for another word.
[[nodiscard]] std::optional<Scheme> scheme_named(std::string_view name);

// WCAG 2.1 contrast of two opaque colours, 1 to 21.
[[nodiscard]] double contrast(Colour a, Colour b);

}  // namespace hineni

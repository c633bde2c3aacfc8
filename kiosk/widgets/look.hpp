// Look: how the kiosk looks, as a value made from a theme and a scale of the text. Colours are IM_COL32. Every pair of
// words and ground has a contrast of at least 7:1 (WCAG 2.1, 1.4.6); a test computes it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace hineni {

using Colour = std::uint32_t;  // As IM_COL32 packs it.

enum class Theme { Day, Night };

struct Colours {
    Colour ground_top, ground_bottom;                  // The page, a vertical gradient.
    Colour glow;                                       // Of the candle, at its middle; fades to nothing.
    Colour words, quiet_words;                         // What matters; what explains.
    Colour accent;                                     // The one accent: event line, focus, caret, choices made.
    Colour main_top, main_bottom, main_down, on_main;  // The main button and the words on it.
    Colour quiet, quiet_down, quiet_edge;              // Quiet buttons and their outline.
    Colour box, box_edge;                              // Fields and cards.
    Colour panel_top, panel_bottom;                    // Under the keyboard.
    Colour key, key_down, key_side, key_edge;          // Letters, pressed, keys at the side, the lip below.
    Colour shadow;                                     // Full strength; shadows fade from it.
    Colour problem;                                    // With an icon, never alone.
    Colour paper, ink, paper_line;                     // Signature pad and QR card: paper by day and by night.
};

struct Look {
    Theme theme = Theme::Day;
    float text_scale = 1;  // Multiplies every size of type.
    Colours colours{};
};

[[nodiscard]] Look look_of(Theme theme, float text_scale = 1);

// "day", "night"; nothing for another word.
[[nodiscard]] std::optional<Theme> theme_named(std::string_view name);

// WCAG 2.1 contrast of two opaque colours, 1 to 21.
[[nodiscard]] double contrast(Colour a, Colour b);

}  // namespace hineni

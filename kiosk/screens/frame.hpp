// The frame of a card: a head with step and title, a foot with the ways on and back. The same on every step, so that
// nobody searches for the next button.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/session/session.hpp"
#include "kiosk/widgets/page.hpp"

namespace hineni::screens {

// Distance of everything from the edge of the glass, in pixels.
[[nodiscard]] float margin(const Page& page);

// Step and title at the top, `end` pixels left free at the end of the line. Returns where the body may begin.
float head(Page& page, std::string_view title, const std::optional<Step>& step, float end = 0);

// Where the body must end.
[[nodiscard]] float foot_top(const Page& page);

// Start over, Back, and the main button.
[[nodiscard]] Did foot(Page& page, std::string_view main_label, bool on = true);

// A screen with one message in the middle of the candle's light: the lines from the top down, each as high as it needs.
struct Message {
    std::string headline;
    std::string headline_told;  // What the ledger learns of it; empty: the same.
    std::string words;
    std::string more;    // One more, quieter; may be empty.
    float candle = 240;  // Units high; 0: none.
};
// Draws it so that `below` pixels stay free at the foot; returns where it ends.
float message(Page& page, const Message& said, float below);

}  // namespace hineni::screens

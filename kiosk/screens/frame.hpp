// The frame of a card: a head with step and title, a foot with the ways on and back. The same on every step, so that
// nobody searches for the next button.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/screens/screens.hpp"
#include "kiosk/session/session.hpp"
#include "kiosk/widgets/page.hpp"

namespace hineni::screens {

// Distance of everything from the edge of the glass, in pixels.
[[nodiscard]] float margin(const Page& page);

// The practice banner has taken the foot of a wide glass: air gives way, so that targets keep their size.
[[nodiscard]] bool is_lowered(const Page& page);

// What the head of a card drew and was told.
struct Head {
    float bottom = 0;  // Where the body may begin.
    Rect end;          // The room that was kept free, between the title and the tools.
    Did did;           // AsideOpened where a tool was tapped.
};
// Step and title at the top, the tools at the end of the line, and before them `end` pixels kept free for the screen's
// own buttons.
[[nodiscard]] Head head(Page& page, std::string_view title, const Scene& scene, float end = 0);

// The tools alone, at the end of the line, for a screen with a head of its own: languages, comfort and, where the pack
// has a form online and the screen wants it, the phone.
[[nodiscard]] Did tools(Page& page, const Scene& scene, bool phone = true);
[[nodiscard]] float tools_width(const Page& page, const Scene& scene, bool phone = true);
// Of the head's line of buttons.
[[nodiscard]] float head_top(const Page& page);

// Start over, Back, and the main button, side by side across the room.
[[nodiscard]] Did ways(Page& page, std::string_view main_label, Rect room, bool on = true);

// Where the body must end.
[[nodiscard]] float foot_top(const Page& page);

// The ways at the foot.
[[nodiscard]] Did foot(Page& page, std::string_view main_label, bool on = true);

// The title of an aside, at the top; returns the room between it and the foot.
[[nodiscard]] Rect aside_room(Page& page, std::string_view title);

// The frame of an aside: a title at the top, Close at the foot as the main button, a quiet line beside it. The room
// between is for the aside.
struct AsideFrame {
    Rect room;
    Did did;  // AsideClosed.
};
[[nodiscard]] AsideFrame aside_frame(Page& page, std::string_view title, std::string_view quiet = {});

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

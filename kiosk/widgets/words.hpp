// Words on the page: paragraphs in a room that they never leave. They wrap; where that is not enough they become
// smaller. Each text is written down in the ledger with its ink and its room.
#pragma once

#include <string_view>

#include "kiosk/widgets/page.hpp"

namespace hineni {

enum class Align { Start, Centre, End };
enum class Stand { Top, Middle, Bottom };  // Of the room.

struct Manner {
    float size = 24;  // In units, before it has to shrink.
    Weight weight = Weight::Regular;
    Colour colour = 0;
    Align align = Align::Start;
    Stand stand = Stand::Top;
    float leading = 1.4F;  // Distance of baselines, in sizes.
};

// The looks that texts share, so that every screen speaks in the same voice.
[[nodiscard]] Manner headline(const Page& page);     // One a screen.
[[nodiscard]] Manner title(const Page& page);        // At the head of a card.
[[nodiscard]] Manner paragraph(const Page& page);    // Explains.
[[nodiscard]] Manner small_print(const Page& page);  // Steps, counts, hints.

// What the words take of a room that wide, in pixels; nothing is drawn.
[[nodiscard]] float height_of(Page& page, std::string_view words, float width, const Manner& manner);
[[nodiscard]] float width_of(Page& page, std::string_view words, const Manner& manner);

// Draws within `room` (the page's layout, pixels) and returns the bottom of what was drawn.
float write(Page& page, std::string_view words, Rect room, const Manner& manner);

// The same for what an attendee typed: drawn in its own direction (that of its first strong letter), and the ledger
// learns only where it stands.
float write_typed(Page& page, std::string_view words, Rect room, const Manner& manner);

// The same for a sentence of ours with an answer in it: all of it is drawn, the ledger learns `told` instead.
float write_about(Page& page, std::string_view words, std::string_view told, Rect room, const Manner& manner);

// The direction of the first letter that has one; `otherwise` where there is none. For what somebody typed.
[[nodiscard]] Direction direction_in(std::string_view words, Direction otherwise);
// For our words and the pack's: that of their letters where all run the same way (a text that is not translated yet
// stands right on any page), else the page's.
[[nodiscard]] Direction direction_on(const Page& page, std::string_view words);

}  // namespace hineni

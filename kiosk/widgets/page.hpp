// Page: everything that a screen draws with, for one frame. Borrowed; nothing outlives the frame.
//
// Screens lay out left to right, in pixels of the glass; the Page mirrors for languages written right to left at the
// leaves (place()), so no screen thinks about direction. Sizes are in `unit`s: 1 on the 10-inch glass of 1280 x 800.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/form/wording.hpp"
#include "kiosk/text/text.hpp"
#include "kiosk/widgets/look.hpp"
#include "kiosk/widgets/touch.hpp"

struct ImDrawList;

namespace hineni {

using touch::Rect;

struct Page {
    // The direction follows the language. Width and height in pixels.
    Page(ImDrawList& on, Typesetter& typesetter, touch::Ledger& book, const Look& how, const Wording& words,
         Language spoken, float w, float h);

    ImDrawList& list;
    Typesetter& type;
    touch::Ledger& ledger;
    const Look& look;
    const Wording& wording;
    Language language;
    Direction direction;
    float width, height;
    float unit;

    [[nodiscard]] bool portrait() const { return height > width; }
    [[nodiscard]] float px(float units) const { return units * unit; }
    // Type shrinks less than the rest on a small glass: it is read at the same distance. It grows
    // with the look's text scale, headlines less than what they head.
    [[nodiscard]] TypeStyle style(float units, Weight weight = Weight::Regular) const;
    // Where a box lies on the glass: mirrored where the language is written right to left.
    [[nodiscard]] Rect place(Rect box) const;

    // The kiosk's own words in the page's language. The literal is the key in the catalogue: one literal, on one line.
    [[nodiscard]] std::string say(std::string_view english) const;
    // By the language's plural rule; "{n}" becomes the number.
    [[nodiscard]] std::string say(std::string_view one, std::string_view many, std::size_t n) const;
};

// How many pixels a unit has on a glass.
[[nodiscard]] float unit_of(float width, float height);

// Targets are at least this high and wide, in units: 15 mm on the 10-inch glass. Keys of the keyboard: at least this
// high.
inline constexpr float smallest_target = 88;
inline constexpr float smallest_key = 80;

}  // namespace hineni

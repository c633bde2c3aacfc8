#include "kiosk/widgets/page.hpp"

#include <algorithm>

namespace hineni {

float unit_of(float width, float height) {
    return height > width ? std::min(width / 800, height / 1280) : std::min(width / 1280, height / 800);
}

Page::Page(ImDrawList& on, Typesetter& typesetter, touch::Ledger& book, const Look& how, const Wording& words,
           Language spoken, float w, float h)
    : list(on),
      type(typesetter),
      ledger(book),
      look(how),
      wording(words),
      language(std::move(spoken)),
      direction(direction_of(language)),
      width(w),
      height(h),
      unit(unit_of(w, h)) {
    ledger.scale(unit);
}

// What is large already grows less: a headline is read from afar at any size, and must leave room for the rest.
static float growth(float units, float text_scale) {
    const float share = std::clamp(1 - (units - 28) / 64, 0.45F, 1.0F);
    return 1 + (text_scale - 1) * share;
}

TypeStyle Page::style(float units, Weight weight) const {
    constexpr float smallest = 0.7F;
    return {units * std::max(unit, smallest) * growth(units, look.text_scale), weight};
}

Rect Page::place(Rect box) const {
    if (direction == Direction::RightToLeft) box.x = width - box.x - box.width;
    return box;
}

std::string Page::say(std::string_view english) const {
    return std::string(wording.in(language, english));
}

std::string Page::say(std::string_view one, std::string_view many, std::size_t n) const {
    return filled(wording.in(language, one, many, n), "n", number_in(language, n));
}

}  // namespace hineni

// An occasion in words: when, what, where. The same on the card that is chosen and beside its code.
#pragma once

#include <string>

#include "hineni/form.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

struct OccasionManner {
    float grown = 1;  // Where it is what the page is about.
    Stand stand = Stand::Middle;
};
// One block in the room, at the largest size at which all of it stands there.
void occasion_words(Page& page, const Occasion& occasion, Rect room, OccasionManner manner = {});

}  // namespace hineni::screens

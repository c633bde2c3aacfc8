// What a rehearsal finds on the glass, by its words. Words match as people read them: across lines, whatever the white
// space, and without the marks that turn the direction of writing.
#pragma once

#include <string>
#include <string_view>

#include "hineni/clock.hpp"
#include "hineni/result.hpp"
#include "kiosk/widgets/touch.hpp"

namespace hineni::rehearsal {

// One space for each run of white space; no marks of direction.
[[nodiscard]] std::string plain(std::string_view words);

[[nodiscard]] bool is_on_glass(const touch::Ledger& ledger, std::string_view words);

// The target with that label, or else one whose label contains it, or else one that the words stand on. Where there are
// several, the one closest to the words `near`, or the first where `near` is empty.
[[nodiscard]] Result<touch::Target> find_target(const touch::Ledger& ledger, std::string_view label,
                                                std::string_view near);

// The words of the screen, for a complaint; not what was typed, and not every key of the keyboard.
[[nodiscard]] std::string on_the_glass(const touch::Ledger& ledger);

// The same moment, seen later.
[[nodiscard]] Now later(const Now& now, Monotonic by);

}  // namespace hineni::rehearsal

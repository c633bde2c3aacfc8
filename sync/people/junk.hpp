// Junk: names that no parent gave: one key held down, a run along the keyboard, no letter at all. One alone says
// nothing (a child was at the glass); several in a row are listed for a human (bursts.hpp).
#pragma once

#include <string_view>
#include <vector>

#include "sync/people/folding.hpp"

namespace hineni {

enum class Junk { None, OneKey, KeyboardRun, NoLetters };

// Nothing typed is no junk.
[[nodiscard]] Junk junk_in(std::string_view typed, const std::vector<NameWord>& words);

}  // namespace hineni

// The order in which things on the glass are read: from the top down, across in the direction of the language, and a
// column as a whole where columns stand side by side. Found from the boxes alone, so that no screen has to say it.
#pragma once

#include <cstddef>
#include <vector>

#include "kiosk/widgets/touch.hpp"

namespace hineni {

enum class Across { LeftToRight, RightToLeft };

// Indices into `boxes`. What lies above an empty strip across the whole comes first; within a row, what lies before an
// empty strip from its top to its bottom; and so on inside.
[[nodiscard]] std::vector<std::size_t> reading_order(const std::vector<touch::Rect>& boxes, Across across);

}  // namespace hineni

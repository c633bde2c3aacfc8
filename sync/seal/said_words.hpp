// SaidWords: what is under a signature of this project. README.md has the bytes.
#pragma once

#include <string_view>

#include "hineni/bytes.hpp"

namespace hineni {

// An entry's signed words begin with an "h" (layout.hpp): no length as great as that, and the two are never the same.
inline constexpr std::size_t longest_about = 'h' - 1;

// The length of `about`, `about`, the words: what was signed as one thing never counts as another.
[[nodiscard]] Bytes said_words(std::string_view about, BytesView words);

}  // namespace hineni

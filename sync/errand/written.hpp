// How errands and answers are written: lines of a word, a space and a value (README.md). What does not read back as
// exactly that was written by nobody of ours and is refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hineni/errand.hpp"

namespace hineni {

inline constexpr std::size_t largest_errand_file = 8192;
inline constexpr std::size_t longest_what = 1000;
inline constexpr std::size_t longest_reason = 2000;  // Of why and hint each.

// "send-now": in the file and in its name.
[[nodiscard]] std::string_view word_of(ErrandKind kind);

// UTF-8 without control characters, at most so long.
[[nodiscard]] bool one_line(std::string_view text, std::size_t at_most);
// The same made of anything: what does not belong becomes a space, what is too long is cut off.
[[nodiscard]] std::string as_one_line(std::string_view text, std::size_t at_most);

[[nodiscard]] std::string written(ErrandKind kind, const Errand& errand);
[[nodiscard]] std::string written(ErrandKind kind, const Outcome& outcome);
// Nothing: it is none, or one of another kind.
[[nodiscard]] std::optional<Errand> read_errand(ErrandKind kind, std::string_view text);
[[nodiscard]] std::optional<Outcome> read_outcome(ErrandKind kind, std::string_view text);

}  // namespace hineni

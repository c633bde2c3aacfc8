// Marks that join the letter before them: the tones of Vietnamese, the points of Hebrew and Yiddish, the vowels of
// Arabic. What comes out is in Unicode's normal form C, so that a name is the same bytes however it was typed.
#pragma once

#include <optional>

namespace hineni::keyboard {

// A mark that some keyboard has on a key of its own.
[[nodiscard]] bool is_mark(char32_t c);

struct Toned {
    char32_t vowel = 0, tone = 0;
};
// A Vietnamese vowel with a tone, taken apart.
[[nodiscard]] std::optional<Toned> apart(char32_t c);

}  // namespace hineni::keyboard

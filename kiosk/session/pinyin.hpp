// Pinyin: Latin letters to the Chinese characters that they stand for. The table is a constant of the program, a tenth
// of a megabyte that is not loaded before somebody types Chinese.
#pragma once

#include <string_view>
#include <vector>

namespace hineni::keyboard {

// What the letters before the caret may become: `characters` for their first `size` bytes, one syllable.
struct Reading {
    std::string_view run;  // All letters before the caret, without a gap.
    std::size_t size = 0;
    std::vector<std::string_view> characters;  // Most frequent first. Empty: not pinyin.
};
// Of "xiaoming" first "xiao": the longest syllable after which the rest may be syllables too. Where a name begins,
// family names come first.
[[nodiscard]] Reading reading(std::string_view before_caret, bool of_a_name);

}  // namespace hineni::keyboard

// Where lines break: at spaces, between ideographs (not before what closes or after what opens), anywhere in a word
// that is wider than the line, and always at a newline.
#pragma once

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace hineni {

struct Character {
    std::size_t byte = 0;  // Where it starts in the text.
    float width = 0;       // Of its grapheme; 0 for what belongs to the one before.
    bool starts = true;    // A grapheme starts here.
    bool newline = false;
    char32_t code = 0;
};

// Whether a line may end between two characters neither of which is a space.
[[nodiscard]] bool breaks_between(char32_t before, char32_t after);

// Ranges of bytes, without the spaces and the newline at their ends. Every line has at least one grapheme, even where
// none fits. `fits` measures a range of bytes as it will be drawn.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> break_lines(
    const std::vector<Character>& characters, std::size_t size, float width,
    const std::function<bool(std::size_t begin, std::size_t end)>& fits);

}  // namespace hineni

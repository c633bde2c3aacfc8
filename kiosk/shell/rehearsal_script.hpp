// A rehearsal as it is written: plain text, a step a line, # comments. The language is described in kiosk/README.md.
// Reading it is pure and finds every mistake before the first step is played.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "hineni/result.hpp"
#include "kiosk/shell/key.hpp"

namespace hineni::rehearsal {

struct See {
    std::string words;
    bool there = true;  // False: `not see`.
};
struct ChooseLanguage {
    std::string name;
};
struct Tap {
    std::string label;
    std::string near;  // `tap "Yes" near "Send me the newsletter."`: the one closest to these words. Mostly empty.
};
struct Type {
    std::string text;
};
struct TapMain {};
struct TapBack {};
// One stroke, in parts of the pad's size, 0 to 1. At least two points.
struct Draw {
    struct Point {
        float x = 0, y = 0;
    };
    std::vector<Point> points;
};
struct Wait {
    std::chrono::milliseconds how_long{0};
};
struct Picture {
    std::string name;  // [A-Za-z0-9_-], so that it names a file in one folder on every system.
};
struct CountTaps {};
// A key of a real keyboard, by its name.
struct Press {
    Key key;
    std::string name;
    std::chrono::milliseconds how_long{0};  // Before it is let go.
};
// Letters of a real keyboard.
struct Write {
    std::string text;
};
// What the voice has said since the last step, but for answers.
struct Hear {
    std::string words;
};
// Until a line or the end of the standard input.
struct Hold {};
// A finger that stays on something: on what has these words, or in the corner.
struct HoldDown {
    std::string label;
    std::chrono::milliseconds how_long{0};
};
struct HoldCorner {};
// Digits, each on the key that has it.
struct TapDigits {
    std::string digits;
};

using Act = std::variant<See, ChooseLanguage, Tap, Type, TapMain, TapBack, Draw, Wait, Picture, CountTaps, Press, Write,
                         Hear, Hold, HoldDown, HoldCorner, TapDigits>;

struct Step {
    int line = 0;  // From 1.
    Act act;
};

// Fails with the line of the first mistake.
[[nodiscard]] Result<std::vector<Step>> read_script(std::string_view text);

// The step in the words of the script, but for what is typed: only how much.
[[nodiscard]] std::string in_words(const Act& act);

}  // namespace hineni::rehearsal

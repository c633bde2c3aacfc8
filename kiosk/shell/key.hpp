// Key: what a real keyboard or a switch says, beside a finger. Everything that can be done on the glass can be done
// with Tab and Enter alone; what has no name here does nothing.
#pragma once

#include <array>
#include <string_view>

namespace hineni {

struct Key {
    enum class Name {
        Tab,
        Left,
        Right,
        Up,
        Down,
        PageUp,
        PageDown,
        Home,
        End,
        Enter,
        Escape,
        Backspace,
        Delete,
        Letter
    };
    Name name = Name::Tab;
    bool shift = false;           // Only with Tab.
    std::array<char, 32> text{};  // Letter, the space among them: UTF-8, ends with 0.

    [[nodiscard]] std::string_view letter() const { return {text.data()}; }
};

}  // namespace hineni

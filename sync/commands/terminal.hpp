// Terminal: the person at it, whatever standard input and output are. What is typed goes straight into guarded memory.
#pragma once

#include <termios.h>

#include <string_view>

#include "hineni/secret.hpp"

namespace hineni {

enum class Typing { Shown, Hidden };

class Terminal {
  public:
    explicit Terminal(Typing typing);
    ~Terminal();  // As it was before.
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    // There is one, and it shows or hides what is typed as was asked for.
    [[nodiscard]] bool ready() const { return ready_; }

    void say(std::string_view words) const;

    struct Line {
        Secret text;         // As much of it as fits.
        bool whole = true;   // It did.
        bool ended = false;  // Nothing more comes (Ctrl-D).
    };
    // Waits for the end of the line. `at_most`: bytes.
    [[nodiscard]] Line line(std::size_t at_most) const;

    // "Type yes to go on: ". Anything else is a no.
    [[nodiscard]] bool agrees_to(std::string_view question) const;

  private:
    int descriptor_;
    termios before_{};
    bool ready_ = false;
};

}  // namespace hineni

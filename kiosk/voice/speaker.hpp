// Speaker: says one thing after another through espeak-ng, a program of its own, because what speaks must be able to be
// silenced at once and must not slow the glass. What is said goes through a pipe, never through the command line, which
// everybody on the machine can read.
//
// A new saying ends the one before. Nothing here waits: the pipe is filled and closed before the program starts, and
// what has ended is reaped at the next call (the window is woken when it ends). A program whose kiosk is killed is
// killed by the kernel.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "hineni/form.hpp"
#include "kiosk/session/comfort.hpp"
#include "kiosk/voice/sayings.hpp"
#include "kiosk/voice/voices.hpp"

namespace hineni {

class Speaker {
  public:
    // The program, and what goes before its arguments.
    explicit Speaker(std::vector<std::string> command = {"espeak-ng"});
    Speaker(const Speaker&) = delete;
    Speaker& operator=(const Speaker&) = delete;
    ~Speaker();  // Silent, and nothing left behind.

    // Asks the program once, the first time; where it is missing, no language has a voice.
    [[nodiscard]] bool has_voice(const Language& language);

    // Says nothing where the language has no voice.
    void say(const Saying& saying, const Language& language, const Voice& how);
    // Ends what is being said.
    void hush();
    // Lets go of what has ended.
    void reap();

    // The program that speaks, for tests.
    [[nodiscard]] std::optional<pid_t> speaking() const { return speaking_; }

  private:
    const Voices& voices();

    std::vector<std::string> command_;
    std::optional<Voices> voices_;
    std::optional<pid_t> speaking_;
    std::vector<pid_t> ended_;  // Killed, not reaped yet.
};

}  // namespace hineni

// Narrator: what to say, and when. It compares one moment on the glass with the one before: a new screen is said as a
// whole and then what has the focus; on the same screen only what changed: new words, another focus, a letter, a
// choice. It remembers words of the screen and lengths of answers, never an answer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/voice/sayings.hpp"

namespace hineni {

// Where an attendee stands, as far as eyes and ears go: another one is a new screen.
struct Standpoint {
    std::size_t state = 0;
    std::size_t page = 0;
    Language language;
    std::optional<Aside> aside;
    bool asks = false;  // "Are you still there?" covers it.
    friend bool operator==(const Standpoint&, const Standpoint&) = default;
};
[[nodiscard]] Standpoint standpoint_of(const Session& session);

class Narrator {
  public:
    // Nothing where there is nothing new to say.
    [[nodiscard]] std::optional<Saying> notice(const Glimpse& glimpse);
    // The next moment is the first.
    void forget() { before_.reset(); }

  private:
    struct Moment {
        Standpoint where;
        std::vector<std::string> words;
        std::optional<std::uint32_t> focus;
        std::string label, question;
        bool chosen = false;
        Voice voice;
        std::optional<std::size_t> field;  // That is typed into.
        std::size_t size = 0, caret = 0;   // Of what is in it, in bytes.
    };
    [[nodiscard]] static Moment moment_in(const Glimpse& glimpse);
    [[nodiscard]] Saying change(const Moment& now, const Glimpse& glimpse) const;
    [[nodiscard]] std::optional<Saying> edit(const Moment& now, const Glimpse& glimpse) const;

    std::optional<Moment> before_;
};

}  // namespace hineni

// A Session is the kiosk's side of one attendee's turn after another: from the first touch to "thank you", or to
// walking away. It is pure state. It draws nothing, stores nothing and reads no clock; main tells it what happened and
// when, and carries out what it asks for (a Saving state asks for the entry to be sealed and queued).
//
// It decides: which screen is next, which answers are good enough, when somebody has walked away.
// It leaves to others: how anything looks (screens), what sentences say (form/wording), how entries are kept (seal,
// queue).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hineni/clock.hpp"
#include "hineni/entry.hpp"
#include "hineni/event_pack.hpp"
#include "kiosk/session/card.hpp"
#include "kiosk/session/keyboard.hpp"

namespace hineni {

using namespace std::chrono_literals;

// ---- Where an attendee is -----------------------------------------------------------------------------------------

struct Welcome {};

// Pledge: the text, before anything is asked. `page` from 0; the screen knows how many there are and says when the last
// one was reached (ReachedEnd), which lets Next through.
struct Reading {
    Card card;
    float scroll = 0;  // Pixels of the text above the window, at the screen's scale.
    bool reached_end = false;
};

// Rsvp: which occasions.
struct Choosing {
    Card card;
};

// Fields, a few at a time.
struct Filling {
    Card card;
    std::size_t page = 0;
    std::optional<std::size_t> focus;  // The field being typed into, an index into the form's fields.
    std::size_t caret = 0;             // Byte offset in its answer, always between characters.
    keyboard::Up keyboard;
    bool hidden = false;  // "Hide what I type".
};

struct Consenting {
    Card card;
    std::size_t page = 0;
};

struct Signing {
    Card card;
    bool pen_down = false;
};

// main seals and stores the entry, then reports Stored or StoreFailed.
struct Saving {
    Card card;
};

// It could not be stored. The answers are still here; Next tries again.
struct Trouble {
    Card card;
    int attempts = 1;
};

struct Thanks {
    const Form* form = nullptr;
    Secret first_name;                   // For "Thank you, María."; empty where no name was asked.
    std::vector<std::size_t> occasions;  // Chosen ones, indices into the form's occasions.
};

// The kiosk cannot take anybody's name now. `reason` is for the organizer: small, at the foot.
struct OutOfOrder {
    std::string reason;
};

using State =
    std::variant<Welcome, Reading, Choosing, Filling, Consenting, Signing, Saving, Trouble, Thanks, OutOfOrder>;

// ---- What moves it ------------------------------------------------------------------------------------------------

struct Started {
    std::size_t form = 0;
};  // An index into the pack's forms.
struct LanguageChosen {
    Language language;
};
struct Scrolled {
    float to = 0;
};
struct ReachedEnd {};
struct Focused {
    std::size_t field = 0;
    std::size_t caret = 0;
};
struct KeyTapped {
    keyboard::Key key;
};  // Also for one-tap mail domains.
struct Picked {
    std::size_t field = 0;
    std::size_t option = 0;
};  // Choice: this one. Choices: turn it over. YesNo: 0 is yes, 1 is no.
struct ChoseOccasion {
    std::size_t occasion = 0;
};  // Turns it over.
struct Consented {
    std::size_t consent = 0;
    bool yes = false;
};
struct PublicName {
    bool yes = false;
};
struct PenDown {
    Ink::Point at;
};
struct PenMoved {
    Ink::Point at;
};
struct PenUp {};
struct PenUndo {};
struct PenStartOver {};
struct HideTyping {
    bool hidden = false;
};
struct Next {};  // The screen's main button: on, Done, try again, finish.
struct Back {};
struct Leave {};  // "Start over": back to the welcome, everything wiped.
struct StillHere {};
struct Stored {};
struct StoreFailed {};
struct Touched {};  // A touch that did nothing else; somebody is there.

using Happening = std::variant<Started, LanguageChosen, Scrolled, ReachedEnd, Focused, KeyTapped, Picked, ChoseOccasion,
                               Consented, PublicName, PenDown, PenMoved, PenUp, PenUndo, PenStartOver, HideTyping, Next,
                               Back, Leave, StillHere, Stored, StoreFailed, Touched>;

// What a screen returns: what the attendee did in this frame, if anything.
using Did = std::optional<Happening>;

// ---- The session --------------------------------------------------------------------------------------------------

inline constexpr Monotonic idle_timeout = 45s;      // Without a touch, then "are you still there?" …
inline constexpr Monotonic countdown_length = 15s;  // … for this long, then everything is wiped.
inline constexpr Monotonic thanks_timeout = 20s;

struct Step {  // "Step 2 of 3"
    int number = 1;
    int of = 1;
};

class Session {
  public:
    // `pack` outlives the Session.
    explicit Session(const EventPack& pack, Monotonic now);

    void happen(const Happening& happening, Monotonic now);
    void tick(Monotonic now);  // Nothing happened but time.

    // When tick() would change something; nothing while only a touch can. main sleeps until then.
    [[nodiscard]] std::optional<Monotonic> next_wake() const;

    [[nodiscard]] const State& state() const { return state_; }
    [[nodiscard]] const Language& language() const { return language_; }
    // Whole seconds left before the wipe, while "are you still there?" is up.
    [[nodiscard]] std::optional<int> countdown() const { return countdown_; }
    [[nodiscard]] std::optional<Step> step() const;
    // Fields of the page that Filling shows: [first, last).
    [[nodiscard]] static std::pair<std::size_t, std::size_t> fields_on(const Form& form, std::size_t page);
    [[nodiscard]] static std::size_t pages(const Form& form);

    // For main: out of order, and back.
    void out_of_order(std::string reason);
    void back_in_order(Monotonic now);

  private:
    const EventPack* pack_;
    State state_;
    Language language_;
    Monotonic last_touch_;
    std::optional<int> countdown_;
};

inline constexpr std::size_t fields_a_page = 4;
inline constexpr std::size_t consents_a_page = 3;

// The entry that a finished card makes. Pure but for what is handed in.
[[nodiscard]] Entry entry_from(const Card& card, const EventPack& pack, const Language& language, const EntryId& id,
                               const Now& now);

}  // namespace hineni

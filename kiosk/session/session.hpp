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
#include "kiosk/session/comfort.hpp"
#include "kiosk/session/keyboard.hpp"

namespace hineni {

using namespace std::chrono_literals;

// ---- Where an attendee is -----------------------------------------------------------------------------------------
// Each state holds what its screen needs and nothing else. Leaving it moves the Card on, or wipes it.

struct Welcome {};

// Pledge: the text, before anything is asked. Next is let through once the end of the text was on the glass: the
// screen knows where that is and says ReachedEnd. Another language is another text: back to its top.
struct Reading {
    Card card;
    float scroll = 0;  // How much of the text lies above the window, 0 to 1: the same words at every size.
    bool reached_end = false;
};

// Rsvp: which occasions. Next needs at least one.
struct Choosing {
    Card card;
    std::size_t shown_from = 0;  // The first that is on the glass, in the order of their dates.
};

// What stands on one page, of all the questions of a form: [first, last).
struct Slice {
    std::size_t first = 0, last = 0;
    [[nodiscard]] bool contains(std::size_t index) const { return index >= first && index < last; }
    [[nodiscard]] std::size_t size() const { return last - first; }
    friend bool operator==(const Slice&, const Slice&) = default;
};

// Fields, a few at a time. The keyboard is up while the field in focus is a typed one.
struct Filling {
    Card card;
    Slice fields;
    std::optional<std::size_t> focus;  // The field being typed into, an index into the form's fields, on this page.
    std::size_t caret = 0;             // Byte offset in its answer, always between characters.
    keyboard::Up keyboard;
    std::size_t shown_from = 0;  // The first of a long list of options that is on the glass.
};

// Consents, a few at a time, and on the last page of a pledge that asks, whether the name may be shown. Not answered is
// no: Next always leads on, and nothing is ever pre-ticked.
struct Consenting {
    Card card;
    Slice consents;
    bool asks_public = false;  // After the consents of this page.
};

// Next needs a real stroke (Ink::is_signed), or, for who cannot draw, a typed name (card.signature_typed,
// typed_enough). One of them: whichever way was chosen last when Next came; the other is wiped then.
struct Signing {
    Card card;
    bool pen_down = false;
    bool typing = false;    // The keyboard is up in place of the pad.
    std::size_t caret = 0;  // In card.signature_typed, always between characters.
    keyboard::Up keyboard;
};

// main seals and stores the entry, then reports Stored or StoreFailed. Nothing else moves it.
struct Saving {
    Card card;
    int failures = 0;  // Attempts before this one.
};

// It could not be stored. The answers are still here; Next tries again, Back looks at them once more.
struct Trouble {
    Card card;
    int attempts = 1;
};

struct Thanks {
    const Form* form = nullptr;
    Secret first_name;                   // For "Thank you, María."; empty where no name was asked.
    std::vector<std::size_t> occasions;  // Chosen ones, indices into the form's occasions, earliest first.
    std::size_t shown = 0;               // Which of them has its code for a phone's calendar on the glass.
};

// The kiosk cannot take anybody's name now. `reason` is for the organizer: small, at the foot.
struct OutOfOrder {
    std::string reason;
};

using State =
    std::variant<Welcome, Reading, Choosing, Filling, Consenting, Signing, Saving, Trouble, Thanks, OutOfOrder>;

// The card in a state that has one.
[[nodiscard]] const Card* card_in(const State& state);

// What lies over a state for a moment, with everything below it kept: the languages, how the glass looks and sounds,
// the code that leads to the same form on a phone. The idle time goes on below it.
enum class Aside { Languages, Comfort, Phone };

// Whether Next would do anything here: lead on, or mark what is missing. Where not, the main button is shown off.
[[nodiscard]] bool can_go_on(const State& state);

// ---- What moves it ------------------------------------------------------------------------------------------------
// What does not fit the state (a key where nothing is typed, an index out of range) changes nothing.

// Welcome only. An index into the pack's forms.
struct Started {
    std::size_t form = 0;
};

// One of the pack's languages, at any moment; every answer stays. Closes the aside.
struct LanguageChosen {
    Language language;
};

// At any moment; every answer stays. The page is laid out anew around what was first on it.
struct ComfortChosen {
    Comfort comfort;
};

// Lays something over the state, or takes it away. While it lies there, only this, languages, comfort, Leave and
// touches count.
struct AsideOpened {
    Aside aside = Aside::Languages;
};
struct AsideClosed {};

struct Scrolled {
    float to = 0;
};

// A long list shows other pages: `from` is on the glass.
struct ListTurned {
    std::size_t from = 0;
};

// The end of the text is on the glass. Not a touch: the screen says so by itself.
struct ReachedEnd {};

// A finger on a field of this page, and where in its answer the caret goes (moved to a border between characters).
struct Focused {
    std::size_t field = 0;
    std::size_t caret = 0;
};

// Also for one-tap mail domains.
struct KeyTapped {
    keyboard::Key key;
};

// Choice: this one. Choices: turns it over. YesNo: 0 is yes, 1 is no.
struct Picked {
    std::size_t field = 0;
    std::size_t option = 0;
};

// Turns it over.
struct ChoseOccasion {
    std::size_t occasion = 0;
};

struct Consented {
    std::size_t consent = 0;
    bool yes = false;
};

struct PublicName {
    bool yes = false;
};

// Signing: with the keyboard, or by drawing.
struct SignByTyping {
    bool typing = true;
};

// Thanks: the code of another of the chosen occasions, an index into Thanks::occasions.
struct ShowDate {
    std::size_t which = 0;
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

// The screen's main button: on, Done, try again, finish.
struct Next {};

// One step back with every answer kept; from the first step to the welcome, everything wiped.
struct Back {};

// "Start over": the welcome in the pack's first language, everything wiped.
struct Leave {};

struct StillHere {};

// From main, not from the attendee.
struct Stored {};
struct StoreFailed {};

// A touch that did nothing else; somebody is there.
struct Touched {};

using Happening = std::variant<Started, LanguageChosen, ComfortChosen, AsideOpened, AsideClosed, Scrolled, ListTurned,
                               ReachedEnd, Focused, KeyTapped, Picked, ChoseOccasion, Consented, PublicName,
                               SignByTyping, ShowDate, PenDown, PenMoved, PenUp, PenUndo, PenStartOver, HideTyping,
                               Next, Back, Leave, StillHere, Stored, StoreFailed, Touched>;

// What a screen returns: what the attendee did in this frame, if anything.
using Did = std::optional<Happening>;

// ---- The session --------------------------------------------------------------------------------------------------

// Without a touch for idle_timeout: "are you still there?" for countdown_length, then everything is wiped. Twice as
// long in Trouble: the attendee may be looking for the organizer. Never while Saving.
inline constexpr Monotonic idle_timeout = 45s;
inline constexpr Monotonic countdown_length = 15s;
// However often the glass is touched meanwhile.
inline constexpr Monotonic thanks_timeout = 20s;
// With dates on the glass: long enough to get a phone out.
inline constexpr Monotonic thanks_with_dates_timeout = 60s;

// "Step 2 of 3". Each page is a step.
struct Step {
    int number = 1;
    int of = 1;
};

class Session {
  public:
    // `pack` outlives the Session and has at least one language. `usual`: how the glass is for who changes nothing.
    explicit Session(const EventPack& pack, Monotonic now, const Comfort& usual = {});

    void happen(const Happening& happening, Monotonic now);
    // Nothing happened but time.
    void tick(Monotonic now);

    // When tick() would change something; nothing while only a touch can. main sleeps until then.
    [[nodiscard]] std::optional<Monotonic> next_wake() const;

    [[nodiscard]] const State& state() const { return state_; }
    [[nodiscard]] const Language& language() const { return language_; }
    [[nodiscard]] const Comfort& comfort() const { return comfort_; }
    [[nodiscard]] std::optional<Aside> aside() const { return aside_; }
    // Whole seconds left before the wipe, while "are you still there?" is up.
    [[nodiscard]] std::optional<int> countdown() const { return countdown_; }
    // Nothing on the screens that are not a step of a card.
    [[nodiscard]] std::optional<Step> step() const;

    // For main: out of order (a card that was open is wiped), and back at the welcome.
    void out_of_order(std::string reason);
    void back_in_order(Monotonic now);

  private:
    void attendee_did(const Happening& happening, Monotonic now);
    void start(std::size_t form, Monotonic now);
    void choose_language(const Language& language);
    void choose_comfort(const Comfort& comfort);
    void go_on();
    void go_back();
    void leave();
    void stored(bool kept, Monotonic now);
    void welcome_again();

    const EventPack* pack_;
    State state_;
    Language language_;
    Comfort usual_;
    Comfort comfort_;
    std::optional<Aside> aside_;
    Monotonic last_touch_;
    Monotonic thanked_{0};
    std::optional<int> countdown_;
};

// The entry that a finished card makes. Pure but for what is handed in; `language` is the one on the glass at Done.
// Digests are of the words in the language in which they were shown.
[[nodiscard]] Entry entry_from(const Card& card, const EventPack& pack, const Language& language, const EntryId& id,
                               const Now& now);

}  // namespace hineni

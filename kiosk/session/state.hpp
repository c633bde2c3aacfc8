// State: where an attendee is. Each state holds what its screen needs and nothing else. Leaving it moves the Card on,
// or wipes it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/session/card.hpp"
#include "kiosk/session/keyboard.hpp"
#include "kiosk/session/organizing.hpp"

namespace hineni {

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
    Secret first_name;                     // For "Thank you, María.", isolated; empty where no name was asked.
    std::vector<std::size_t> occasions;    // Chosen ones, indices into the form's occasions, earliest first.
    std::size_t shown = 0;                 // Which of them has its code for a phone's calendar on the glass.
    Secret receipt_code;                   // In groups, "7KQM-2XRD-9FT3"; empty where the entry has none.
    std::optional<Monotonic> code_opened;  // When it was first looked at.
};

// The kiosk cannot take anybody's name now. `reason` is for the organizer: small, at the foot.
struct OutOfOrder {
    std::string reason;
};

using State = std::variant<Welcome, Reading, Choosing, Filling, Consenting, Signing, Saving, Trouble, Thanks,
                           OutOfOrder, Organizing>;

// The card in a state that has one.
[[nodiscard]] const Card* card_in(const State& state);

// What lies over a state for a moment, with everything below it kept: the languages, how the glass looks and sounds,
// the code that leads to the same form on a phone, the receipt code (over Thanks alone). The idle time goes on below
// it, and "are you still there?" ends it.
enum class Aside { Languages, Comfort, Phone, ReceiptCode };

// Whether Next would do anything here: lead on, or mark what is missing. Where not, the main button is shown off.
[[nodiscard]] bool can_go_on(const State& state);

}  // namespace hineni

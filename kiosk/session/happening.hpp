// Happening: what moves a session from state to state. What does not fit the state (a key where nothing is typed, an
// index out of range) changes nothing.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>

#include "kiosk/session/comfort.hpp"
#include "kiosk/session/state.hpp"

namespace hineni {

// Welcome only. An index into the pack's forms.
struct Started {
    std::size_t form = 0;
};

// One of the pack's languages, at any moment but while Saving; every answer stays. Closes the aside.
struct LanguageChosen {
    Language language;
};

// At any moment; every answer stays. The page is laid out anew around the field in focus, or what was first on it.
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
struct Stored {
    Secret receipt_code;  // As Thanks has it.
};
struct StoreFailed {};

// A touch that did nothing else; somebody is there.
struct Touched {};

// The organizer's. The corner was held long enough, on the welcome or out of order. From the stage, not from a screen.
// `has_pin`: false where none was chosen yet.
struct CornerHeld {
    bool has_pin = true;
};
// A digit of the keypad; 10: takes the last one back.
struct PinKey {
    int digit = 0;
};
// Another page of the organizer's screen; nothing where the PIN was not given.
struct PageOpened {
    Organizing::Page page = Organizing::Page::Standing;
    std::string wifi;  // Password: whose.
};
struct Ordered {
    Order order;
};
// Wipe: "they are to be lost", said or taken back; a finger on the button, and lifted from it. Pressing goes on until
// it is lifted: saying it again changes nothing.
struct LoseUndelivered {
    bool yes = false;
};
struct WipePressed {};
struct WipeLifted {};
struct ShowPassword {
    bool shown = false;
};
// From the stage: what became of the digits that were to be looked at, or of the chosen ones that were to be kept.
struct PinLooked {
    bool right = false;
};
struct Wiped {
    bool done = false;
};

using Happening =
    std::variant<Started, LanguageChosen, ComfortChosen, AsideOpened, AsideClosed, Scrolled, ListTurned, ReachedEnd,
                 Focused, KeyTapped, Picked, ChoseOccasion, Consented, PublicName, SignByTyping, ShowDate, PenDown,
                 PenMoved, PenUp, PenUndo, PenStartOver, HideTyping, Next, Back, Leave, StillHere, Stored, StoreFailed,
                 Touched, CornerHeld, PinKey, PageOpened, Ordered, LoseUndelivered, WipePressed, WipeLifted,
                 ShowPassword, PinLooked, Wiped>;

// What a screen returns: what the attendee did in this frame, if anything.
using Did = std::optional<Happening>;

}  // namespace hineni

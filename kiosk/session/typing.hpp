// Typing and picking: how the answers of a page change under a finger. The caret always stands between characters,
// answers never grow beyond their field's length, control characters never enter, and what was wrong with an answer is
// forgotten as soon as it changes.
#pragma once

#include "kiosk/session/session.hpp"

namespace hineni::typing {

// Puts the caret at `caret` or the next border before it, with the keyboard for the field. The field exists.
void focus(Filling& filling, std::size_t field, std::size_t caret, const Language& language);

// A key that does not fit as a whole (".org" with two characters left) changes nothing, nor does one that takes more
// away than stands before the caret.
void tap(Filling& filling, const keyboard::Key& key, const Language& language);

// The same for a typed signature.
void tap(Signing& signing, const keyboard::Key& key);

// The same for the password of a Wi-Fi.
void tap(Organizing& organizing, const keyboard::Key& key);
void focus(Organizing& organizing, std::size_t caret);

// A typed signature has at least two characters that are not blank.
[[nodiscard]] bool typed_enough(const Secret& signature);

// Wipes the signature of the way that was not chosen in the end.
void keep_one_signature(Signing& signing);

void pick(Card& card, const Picked& picked);

// Marks what is wrong with the answers of this page and of those before it, which may have been left another way than
// by Next when the pages were laid out anew; the first such field, if any.
[[nodiscard]] std::optional<std::size_t> mark_problems(Filling& filling);

}  // namespace hineni::typing

// Steps: which pages a form's card has, in their order, and the state in which each one opens. Pages with nothing on
// them do not exist.
#pragma once

#include <optional>
#include <vector>

#include "kiosk/session/session.hpp"

namespace hineni::steps {

enum class Kind { Reading, Choosing, Filling, Consenting, Signing };

struct Place {
    Kind kind = Kind::Filling;
    Slice page;                // Filling, Consenting: which questions.
    bool asks_public = false;  // Consenting: and whether the name may be shown.
    friend bool operator==(const Place&, const Place&) = default;
};

// A pledge is read first, an rsvp chosen first; a signature comes last, under everything else.
[[nodiscard]] std::vector<Place> of(const Form& form, TextSize size);

// The page that takes the place of `here` when pages are laid out anew: of the same kind, with `question` on it.
[[nodiscard]] Place around(const Place& here, std::size_t question, const Form& form, TextSize size);

// The page on which a field stands.
[[nodiscard]] Place with_field(const Form& form, TextSize size, std::size_t field);

// Nothing for states that are no step of a card.
[[nodiscard]] std::optional<Place> at(const State& state);

// What tells pages of the same state apart, 0 where there is one: the first question of a card's page, or which of the
// organizer's pages it is.
[[nodiscard]] std::size_t page_in(const State& state);

// The state in which a card stands at a place, with the focus where typing goes on.
[[nodiscard]] State open(Place place, Card card, const Language& language);

}  // namespace hineni::steps

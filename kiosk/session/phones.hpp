// Phones: when the number in a field is read, and what follows from it.
#pragma once

#include <string>

#include "kiosk/form/phone.hpp"
#include "kiosk/session/card.hpp"

namespace hineni::phones {

// The field is left. A phone number that nobody looked at since it was typed is read, and written as its region writes
// it; everything else stays as it is.
void leave(Card& card, std::size_t field, const std::string& region, const PhoneReader& read);

// What is wrong with an answer, as far as one can tell here. Next has come: a number that cannot be one is spoken of
// once where the field may be left empty, and taken as it is the next time.
[[nodiscard]] Problem problem_at_next(Card& card, std::size_t field);

}  // namespace hineni::phones

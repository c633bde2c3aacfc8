// Contacts: the one form in which e-mail addresses, phone numbers and postal codes are compared. Simple rules, which
// README.md has in words: what they do not know they leave as it was typed, and two that differ are two.
// All take an answer as Folding::small() or narrow() gives it; empty where it is none.
#pragma once

#include <string>
#include <string_view>

namespace hineni {

// One @ with something on both sides; else people have written "none".
[[nodiscard]] std::string email_form(std::string_view small);

// `region`: ISO 3166, of the event. "+16175550123"; "US:5550123" where it cannot be made international.
[[nodiscard]] std::string phone_form(std::string_view narrow, std::string_view region);

// Letters and digits alone; of nine digits in the United States the first five.
[[nodiscard]] std::string postal_code_form(std::string_view narrow, std::string_view region);

}  // namespace hineni

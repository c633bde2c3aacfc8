// What makes an answer good enough, for each kind of field. Pure. Kind rather than strict: an unusual name is a name,
// and what cannot be known without a network is not guessed.
#pragma once

#include <string_view>

#include "hineni/form.hpp"

namespace hineni {

// What is wrong with one answer, in terms the wording turns into kind sentences.
enum class Problem { None, Missing, NotAnEmail, NotAPhone, NotAPostalCode, NoContact };

[[nodiscard]] Problem problem_with(const Field& field, std::string_view answer);

}  // namespace hineni

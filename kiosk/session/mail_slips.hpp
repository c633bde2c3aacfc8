// Slips of the finger in the last part of an e-mail address.
#pragma once

#include <optional>
#include <string_view>

namespace hineni::keyboard {

// The usual domain that was probably meant by a whole one ("gmail.com" by "gmial.con"). Nothing for a domain that is
// in use itself, or belongs to an organisation.
[[nodiscard]] std::optional<std::string_view> meant_domain(std::string_view typed);

}  // namespace hineni::keyboard

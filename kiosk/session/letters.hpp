// The keys for names and free text: the rows of a script, between them what every script needs.
#pragma once

#include "kiosk/session/keyboard.hpp"
#include "kiosk/session/scripts.hpp"

namespace hineni::keyboard {

// The first script for a language in no table.
[[nodiscard]] const Script& script_of(const Language& language);

// Where NextLetters leads: from the script of `home` to Latin, from there to each other, and back.
[[nodiscard]] const Script& script_after(const Language& letters, const Language& home);

[[nodiscard]] std::vector<Row> letter_keys(const Up& up);

}  // namespace hineni::keyboard

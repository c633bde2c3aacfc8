// A passphrase, from a file or from the person at the terminal, straight into guarded memory.
#pragma once

#include <string>

#include "hineni/result.hpp"
#include "hineni/secret.hpp"

namespace hineni {

// The file's first line. Fails where it is empty.
[[nodiscard]] Result<Secret> passphrase_from_file(const std::string& file);

// Asks at the terminal without showing what is typed. Fails where there is no terminal, saying which option would do.
[[nodiscard]] Result<Secret> ask_passphrase(const std::string& question, const std::string& hint_without_terminal);

// For a new key: says what makes a good one, and asks twice.
[[nodiscard]] Result<Secret> ask_new_passphrase(const std::string& hint_without_terminal);

// What is to be said of a passphrase that is easily guessed; empty: nothing.
[[nodiscard]] std::string weakness_of(const Secret& passphrase);

}  // namespace hineni

// Cells: how parts of an entry are written wherever they are written for people and spreadsheets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sync/desk/desk_entry.hpp"

namespace hineni {

// With one space between.
[[nodiscard]] std::string joined(const std::vector<std::string>& words);
// As typed; empty where the entry has no such field.
[[nodiscard]] std::string_view answer_to(const DeskEntry& entry, std::string_view field);
// "yes", "no"; empty where it was not asked.
[[nodiscard]] std::string_view answer_to_consent(const DeskEntry& entry, std::string_view consent);
[[nodiscard]] std::string_view yes_or_no(bool yes);
// On one line: what an attendee typed must neither move a terminal's cursor nor begin a line of its own.
[[nodiscard]] std::string tamed(std::string_view text);

}  // namespace hineni

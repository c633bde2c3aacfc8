// Glance: opened entries as a table for a person at a terminal: columns that line up, and only those in which somebody
// wrote something. For looking; what is kept is the CSV or JSON of table.hpp.
#pragma once

#include <span>
#include <string>

#include "sync/desk/desk_entry.hpp"

namespace hineni {

// A header line and a line for each entry: form, when (UTC, to the minute), the answers, and what was said yes to. A
// cell of more than 40 characters is cut and ends in "…"; line breaks and control characters are spaces. Ends with a
// line break.
[[nodiscard]] std::string at_a_glance(std::span<const DeskEntry> entries);

}  // namespace hineni

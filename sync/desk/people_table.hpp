// PeopleTable: a CSV with one row a person, for a spreadsheet. README.md has its columns.
#pragma once

#include <string>
#include <vector>

#include "sync/desk/table.hpp"

namespace hineni {

struct PersonRow {
    DeskEntry one;  // All of the person's entries as one.
    std::vector<std::string>
        entries;        // Their ids as far as they are written, oldest first; the first names the person.
    std::string check;  // Why a human should look, in words; empty: nothing to look at.
};

// As few characters as tell all of these ids apart, and at least eight.
[[nodiscard]] std::size_t written_of_ids(std::vector<EntryId> ids);

[[nodiscard]] std::string people_header(const Columns& columns);
[[nodiscard]] std::string people_row(const PersonRow& row, const Columns& columns);

}  // namespace hineni

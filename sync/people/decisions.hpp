// Decisions: what an organizer has said about entries that rules cannot settle, as a text file that a person can write:
//
//   # a comment
//   apart 3f2a… 99bc… …     these are different people, whatever the rules say
//   together 3f2a… 99bc…    these are one person
//   aside 3f2a… …           leave these out of the people (they stay in the table of entries)
//   keep 3f2a… …            these belong to no burst
//
// Ids of entries in hexadecimal, whole or their first eight or more characters. `open --review FILE` writes what was
// merged and what is doubtful, with the lines that would decide it otherwise.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hineni/result.hpp"

namespace hineni {

struct Decision {
    enum class What { Apart, Together, Aside, Keep };
    What what = What::Apart;
    std::vector<std::string> entries;  // Beginnings of ids, lower-case hexadecimal.
    int line = 0;
};

// Fails with the line and what would be right.
[[nodiscard]] Result<std::vector<Decision>> read_decisions(std::string_view text);

}  // namespace hineni

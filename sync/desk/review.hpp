// Review: what was merged and what wants a human, as a text: the entries side by side, and for each the line that would
// decide it otherwise. The text is itself a file of decisions in which nothing is decided yet: every line begins with
// "#", and an organizer takes the "#" from a line that is to count.
#pragma once

#include <string>
#include <vector>

#include "sync/desk/desk_entry.hpp"

namespace hineni {

struct ReviewedEntry {
    DeskEntry entry;
    std::string called;  // Its id as far as it is written.
};

struct Reviewed {
    std::string why;                     // "2 people with the same e-mail"
    std::vector<ReviewedEntry> entries;  // Those that are shown.
    std::size_t more = 0;                // That are not: nobody reads two thousand.
    std::vector<std::string> decisions;  // "apart 3f2a1b9c 99bc0d1e"
};

[[nodiscard]] std::string review_head();
[[nodiscard]] std::string review_title(const std::string& title);
[[nodiscard]] std::string review_part(const Reviewed& reviewed);

}  // namespace hineni

// What rules cannot settle, and what was not taken, as a table for a human: one row a person, with the reason and what
// to do about it. README.md has the columns.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sync/publish/publication.hpp"
#include "sync/publish/published.hpp"
#include "sync/publish/publisher.hpp"

namespace hineni {

struct HumanRow {
    std::string outcome;  // "held", "refused", "published", "withdrawn"
    std::string reason;
    std::string to_do;
    Bearing who;
};

// Held and refused ones, then those who were published with a remark.
[[nodiscard]] std::vector<HumanRow> rows_for_a_human(const ToPublish& people, std::span<const Settled> settled,
                                                     const Published& ledger);

// What was published of entries that were withdrawn since, by the ids under which Action Network has it: nothing can be
// deleted there but by hand. `standing`: entries that are still published; what belongs to one of them too is left out.
[[nodiscard]] std::vector<HumanRow> withdrawn_rows(std::span<const EntryId> withdrawn,
                                                   std::span<const EntryId> standing, const Published& ledger);

[[nodiscard]] std::string human_csv(std::span<const HumanRow> rows);

}  // namespace hineni

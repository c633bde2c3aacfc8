// Bursts: entries of one tablet that no queue of people leaves: cards filled in faster than anybody can, junk after
// junk, the same card over and over. README.md has the figures and why. Three at least: two people in a hurry, a family
// of one surname and a child's scribble are none.
#pragma once

#include <vector>

#include "sync/people/people.hpp"
#include "sync/people/traits.hpp"

namespace hineni {

inline constexpr std::size_t smallest_burst = 3;
inline constexpr int quickest_card_s = 8;  // To step up, read, type a name and tap through.
inline constexpr int in_a_row_s = 60;      // Between two junk cards, or two same ones.

// In the order of their first entries. `keep`: entries that an organizer believes.
[[nodiscard]] std::vector<Burst> bursts_in(const std::vector<Traits>& all, const std::vector<bool>& keep);

}  // namespace hineni

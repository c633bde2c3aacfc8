// The rules by themselves, without a collection: from traits and decisions to people.
#pragma once

#include <vector>

#include "sync/people/people.hpp"
#include "sync/people/traits.hpp"

namespace hineni {

[[nodiscard]] Result<People> people_among(const std::vector<Traits>& all, const std::vector<Decision>& decisions,
                                          Bursts bursts);

// The same, told from the doubtful alone (doubtful.hpp): `some` are the traits of the entries at `places`, of `entries`
// in all.
[[nodiscard]] Result<People> people_among_few(const std::vector<Traits>& some, const std::vector<std::size_t>& places,
                                              std::size_t entries, const std::vector<Decision>& decisions,
                                              Bursts bursts);

}  // namespace hineni

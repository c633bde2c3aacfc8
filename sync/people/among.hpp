// The rules by themselves, without a collection: from traits and decisions to people.
#pragma once

#include <vector>

#include "sync/people/people.hpp"
#include "sync/people/traits.hpp"

namespace hineni {

[[nodiscard]] Result<People> people_among(const std::vector<Traits>& all, const std::vector<Decision>& decisions,
                                          Bursts bursts);

}  // namespace hineni

// Verdicts: decisions of an organizer, bound to the entries that they name.
#pragma once

#include <cstddef>
#include <set>
#include <utility>
#include <vector>

#include "hineni/result.hpp"
#include "sync/people/decisions.hpp"
#include "sync/people/traits.hpp"

namespace hineni {

// By the place of each entry.
struct Verdicts {
    std::vector<std::size_t> one_with;                    // The same for all that are one person; usually itself.
    std::set<std::pair<std::size_t, std::size_t>> apart;  // Each pair both ways.
    std::vector<bool> aside;
    std::vector<bool> keep;
};

// Fails, with the line, where a decision names no entry or several, or two of them contradict each other.
[[nodiscard]] Result<Verdicts> bind(const std::vector<Decision>& decisions, const std::vector<Traits>& all);

}  // namespace hineni

// Alteration: one change to valid bytes, chosen by chance from a seed: what a broken stick, a curious server or
// somebody with a plan would do to them.
#pragma once

#include <span>
#include <string>

#include "hineni/bytes.hpp"
#include "tests/worlds/luck.hpp"

namespace hineni::altered {

// A field that is worth replacing, and those that change places with another of the same length.
struct Place {
    std::size_t at = 0;
    std::size_t size = 0;
};

struct Altered {
    Bytes bytes;
    std::string how;  // In words, for whoever has to find out what went wrong.
};

// `good`: valid ones, of which number `which` is altered; splices take the other half from another. `places` that lie
// beyond the end are left alone. What comes out may be one of `good` after all: the caller looks.
[[nodiscard]] Altered alter(std::span<const Bytes> good, std::size_t which, std::span<const Place> places,
                            worlds::Luck& luck);

}  // namespace hineni::altered

// How many runs, and from which seed. A campaign in continuous integration takes its own figures; by hand both come
// from the environment, so that a failure can be seen again: HINENI_SEED=… HINENI_RUNS=… and the test's program.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

namespace hineni {

inline std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}
inline std::uint64_t runs_or(std::uint64_t figure) {
    return from_environment("HINENI_RUNS", figure);
}
inline std::uint64_t seed_or(std::uint64_t figure) {
    return from_environment("HINENI_SEED", figure);
}

}  // namespace hineni

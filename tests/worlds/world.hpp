// World: some tablets, a drop or two, some desks, a network between them, and a week of their life from a seed. It runs
// the shipping code and nothing else; time, randomness, disk and network are the world's. At the end the world heals,
// and what was promised is held against what really happened.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/worlds/setting.hpp"

namespace hineni::worlds {

struct Lived {
    std::vector<std::string> broken;  // Promises; nothing where all were kept.
    std::vector<std::string> steps;   // What happened, in English.
    std::size_t tablets = 0;
    std::size_t people = 0;
};

[[nodiscard]] Lived live(std::uint64_t seed, Control control = Control::None);

}  // namespace hineni::worlds

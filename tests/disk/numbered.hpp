// The n-th envelope of a run: the same in the program that stores it and in the one that looks for it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>

#include "hineni/envelope.hpp"

namespace hineni {

inline Envelope numbered_envelope(std::uint64_t number) {
    std::mt19937_64 chance(number);
    const auto fill = [&](auto& bytes) {
        std::ranges::generate(bytes, [&] { return static_cast<std::uint8_t>(chance()); });
    };
    Envelope envelope{{}, {}, Bytes(envelope_sizes.at(number % 5 == 0 ? 1 : 0))};
    fill(envelope.id.bytes);
    fill(envelope.bytes);
    return envelope;
}

}  // namespace hineni

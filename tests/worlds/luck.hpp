// Luck: all chance in a world, from one seed. The same seed is the same world, on any machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

namespace hineni::worlds {

class Luck {
  public:
    using result_type = std::uint64_t;

    explicit Luck(std::uint64_t seed) : state_(seed) {}

    // SplitMix64: quick to begin, which matters where a world takes milliseconds.
    std::uint64_t operator()() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
        z = (z ^ z >> 30U) * 0xBF58476D1CE4E5B9U;
        z = (z ^ z >> 27U) * 0x94D049BB133111EBU;
        return z ^ z >> 31U;
    }
    static constexpr std::uint64_t min() { return 0; }
    static constexpr std::uint64_t max() { return std::numeric_limits<std::uint64_t>::max(); }

    std::size_t below(std::size_t end) { return static_cast<std::size_t>((*this)() >> 11U) % end; }
    std::int64_t between(std::int64_t least, std::int64_t most) {
        return least + static_cast<std::int64_t>(below(static_cast<std::size_t>(most - least) + 1));
    }
    bool one_in(std::size_t many) { return below(many) == 0; }
    bool percent(unsigned chances) { return below(100) < chances; }

  private:
    std::uint64_t state_;
};

}  // namespace hineni::worlds

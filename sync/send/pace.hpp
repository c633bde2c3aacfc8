// Pace: how large bundles are and how many are planned at a time, by what the line has shown. Pure.
//
// Nothing is known of a line at first, so a small bundle goes ahead. On a quick line a commit takes longer than a
// bundle: large ones, many of them in a commit, one after the other. On a slow one, and most of all where packets get
// lost, one connection stays far below what the line could carry, and what breaks off begins again: small ones, several
// at the same time, smaller still where they do break off.
#pragma once

#include <algorithm>
#include <cstddef>

#include "hineni/clock.hpp"

namespace hineni {

class Pace {
  public:
    explicit Pace(std::size_t largest) : largest_(largest), small_(std::min(largest, most_on_slow)) {}

    // Bytes of the next bundle.
    [[nodiscard]] std::size_t bundle_size() const { return line_ == Line::Quick ? largest_ : small_; }
    // Bundles that are planned in one commit. They are in memory: 4 MiB at most.
    [[nodiscard]] std::size_t ahead() const {
        if (line_ == Line::Unknown) return 1;
        return line_ == Line::Quick ? 16 : 64;
    }
    [[nodiscard]] bool known() const { return line_ != Line::Unknown; }
    [[nodiscard]] bool together() const { return line_ == Line::Slow; }

    // So many bundles arrived in that time.
    void arrived(std::size_t bundles, Monotonic took) {
        line_ = took < quick * static_cast<Monotonic::rep>(bundles) ? Line::Quick : Line::Slow;
        small_ = std::min({largest_, most_on_slow, small_ * 2});
    }
    void broke_off() { small_ = std::max(std::min(largest_, least), small_ / 2); }

  private:
    enum class Line { Unknown, Quick, Slow };
    static constexpr Monotonic quick{100};
    static constexpr std::size_t most_on_slow = 64UL * 1024;
    static constexpr std::size_t least = 16UL * 1024;

    std::size_t largest_;
    std::size_t small_;
    Line line_ = Line::Unknown;
};

}  // namespace hineni

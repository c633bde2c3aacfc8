// Many kiosks lose the same drop for hours; when it is back they must not all come at once.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "sync/send/backoff.hpp"

using namespace hineni;
using namespace std::chrono_literals;

namespace {

using Wait = Monotonic (*)(unsigned failures, std::uint32_t dice);

// When each of 500 kiosks first arrives after an outage of ten hours that all of them noticed within a minute.
std::vector<Monotonic> arrivals(std::uint32_t seed, Wait wait) {
    constexpr Monotonic back = 10h;
    std::mt19937 dice(seed);
    std::vector<Monotonic> first;
    for (int kiosk = 0; kiosk < 500; ++kiosk) {
        Monotonic at(static_cast<Monotonic::rep>(dice() % 60'000));
        for (unsigned failures = 1; at < back; ++failures) at += wait(failures, dice());
        first.push_back(at - back);
    }
    std::sort(first.begin(), first.end());
    return first;
}

// The most that come in any ten seconds, to what would come if they came evenly.
double peak_to_mean(const std::vector<Monotonic>& first) {
    std::ptrdiff_t most = 0;
    for (auto from = first.begin(); from != first.end(); ++from) {
        most = std::max(most, std::upper_bound(from, first.end(), *from + 10s) - from);
    }
    const auto mean = static_cast<double>(first.size()) * 10'000 / static_cast<double>(longest_wait.count());
    return static_cast<double>(most) / mean;
}

}  // namespace

TEST_CASE("five hundred kiosks come back spread out: at most five times as many at once as on average") {
    double worst = 0;
    for (std::uint32_t seed = 1; seed <= 100; ++seed) worst = std::max(worst, peak_to_mean(arrivals(seed, wait_after)));
    MESSAGE("peak to mean, worst of 100 seeds: " << worst);
    CHECK(worst <= 5);
}

TEST_CASE("without chance in the waits they come at once") {
    const auto without = [](unsigned failures, std::uint32_t) { return ceiling_after(failures); };
    CHECK(peak_to_mean(arrivals(1, without)) > 5);
}

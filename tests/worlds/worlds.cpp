// The campaign of worlds: HINENI_RUNS of them from HINENI_SEED on (README.md).
#include <doctest/doctest.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "tests/worlds/world.hpp"

using namespace hineni;
using namespace hineni::worlds;

namespace {

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
    const char* value = std::getenv(name);
    return value == nullptr ? otherwise : std::stoull(value);
}

// Steps in English, what was broken, and how to see it again.
std::string account(std::uint64_t seed, const Lived& lived) {
    std::string out = "\nthe world of seed " + std::to_string(seed) + ":\n";
    for (const auto& step : lived.steps) out += "  " + step + "\n";
    for (const auto& each : lived.broken) out += "broken: " + each + "\n";
    return out + "again: HINENI_SEED=" + std::to_string(seed) +
           " HINENI_RUNS=1 bin/test-worlds --test-case='whatever*'\n";
}

// The first world in which the promise is broken, of so many.
Lived first_broken(Control control, std::string_view how, std::uint64_t among) {
    for (std::uint64_t seed = 1; seed <= among; ++seed) {
        auto lived = live(seed, control);
        for (const auto& each : lived.broken) {
            if (each.find(how) != std::string::npos) return lived;
        }
    }
    return {};
}

}  // namespace

TEST_CASE("whatever table network and clock do nobody is lost and nobody counts twice" * doctest::test_suite("long")) {
    const auto first = from_environment("HINENI_SEED", 1);
    const auto runs = from_environment("HINENI_RUNS", 50'000);
    std::size_t people = 0;
    std::size_t tablets = 0;
    for (auto seed = first; seed < first + runs; ++seed) {
        const auto lived = live(seed);
        people += lived.people;
        tablets += lived.tablets;
        if (std::getenv("HINENI_TELL") != nullptr) std::cout << account(seed, lived);
        if (lived.broken.empty()) continue;
        FAIL_CHECK(account(seed, lived));
        break;
    }
    std::cout << runs << " worlds from seed " << first << ": " << tablets << " tablets, " << people << " people\n";
}

TEST_CASE("a few worlds keep their promises") {
    for (std::uint64_t seed = 1'000'001; seed <= 1'000'040; ++seed) {
        const auto lived = live(seed);
        CHECK_MESSAGE(lived.broken.empty(), account(seed, lived));
    }
}

TEST_CASE("the same seed is the same world") {
    CHECK(live(7).steps == live(7).steps);
    CHECK(live(7).steps != live(8).steps);
}

TEST_CASE("a new id for each attempt is found out") {
    CHECK_FALSE(first_broken(Control::NewIdForEachAttempt, "counted 2 times", 3000).broken.empty());
}

TEST_CASE("letting go of what is only delivered is found out") {
    CHECK_FALSE(first_broken(Control::EraseOnDelivered, "was thanked and is not on the list", 3000).broken.empty());
}

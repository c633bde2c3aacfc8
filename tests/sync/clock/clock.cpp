#include "hineni/clock.hpp"

#include <doctest/doctest.h>

using namespace hineni;

TEST_CASE("time since boot never runs backwards and always says which boot") {
    const Now first = read_clocks();
    const Now second = read_clocks();
    CHECK(second.monotonic >= first.monotonic);
    CHECK(first.moment.boot == second.moment.boot);
    CHECK(first.moment.boot != std::array<std::uint8_t, 16>{});
}

#include "kiosk/widgets/candles.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace hineni;

TEST_CASE("each name has one light, inside the room, and the far ones come first") {
    for (const std::size_t count : {0U, 1U, 23U, 150U, 412U, 2000U}) {
        CAPTURE(count);
        const auto all = lights(count);
        CHECK(all.size() == count);
        float before = 0;
        for (const auto& light : all) {
            CHECK((light.x >= 0 && light.x <= 1 && light.y >= 0 && light.y <= 1));
            CHECK(light.y >= before);
            before = light.y;
        }
    }
}

TEST_CASE("a new name lights a new candle and moves none of the others") {
    const auto before = lights(22);
    const auto after = lights(23);
    for (const auto& light : before) {
        CHECK(std::any_of(after.begin(), after.end(),
                          [&](const Light& each) { return each.x == light.x && each.y == light.y; }));
    }
}

TEST_CASE("no two names share a place") {
    const auto all = lights(one_by_one);
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            CHECK(std::hypot(all[i].x - all[j].x, all[i].y - all[j].y) > 0.002F);
        }
    }
}

TEST_CASE("beyond a sea of lights there are no more") {
    CHECK(lights(100000).size() == most_lights);
}

// In which order things are read, found from their boxes alone.
#include "kiosk/voice/reading_order.hpp"

#include <doctest/doctest.h>

using namespace hineni;
using Order = std::vector<std::size_t>;

TEST_CASE("a grid is read row by row, in the direction of the language") {
    const std::vector<touch::Rect> boxes{{100, 0, 80, 20}, {0, 0, 80, 20}, {0, 40, 80, 20}, {100, 40, 80, 20}};
    CHECK(reading_order(boxes, Across::LeftToRight) == Order{1, 0, 2, 3});
    CHECK(reading_order(boxes, Across::RightToLeft) == Order{0, 1, 3, 2});
}

TEST_CASE("lines that stand beside a button are read as a column, before it") {
    const std::vector<touch::Rect> boxes{{300, 10, 60, 60}, {0, 15, 200, 20}, {0, 45, 200, 20}, {0, 100, 360, 20}};
    CHECK(reading_order(boxes, Across::LeftToRight) == Order{1, 2, 0, 3});
}

TEST_CASE("things that lie on each other are read from the top, each once") {
    const std::vector<touch::Rect> boxes{{0, 5, 50, 50}, {10, 0, 50, 50}, {20, 10, 50, 50}};
    CHECK(reading_order(boxes, Across::LeftToRight) == Order{1, 0, 2});
    CHECK(reading_order({}, Across::LeftToRight).empty());
}

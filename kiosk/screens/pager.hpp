// Pager: a list of any length in a room. As many items at once as stand there, each high enough to read and to touch;
// for the others a bar at the foot with the ways there, or a swipe. Whole pages, so that nothing is cut in two and
// everybody finds the same words in the same place.
#pragma once

#include <cstddef>
#include <optional>

#include "kiosk/widgets/page.hpp"

namespace hineni::screens {

// How items want to stand, in units at the usual size of the words.
struct Items {
    std::size_t count = 0;
    float least_wide = 280;  // In one column more than that they would be too narrow. Grows with the words.
    float least_high = smallest_target, most_high = 104;
    std::size_t columns = 2;  // Fewer are not worth it while the glass is wide.
    float gap = 12;
};

// One page of them.
struct Shelf {
    std::size_t first = 0, last = 0;  // The items on it.
    std::size_t a_page = 1;           // Items on a full page.
    std::size_t count = 0;
    std::size_t columns = 1;
    Rect room;  // Of the items alone.
    Rect bar;   // Without a height where all stand on one page.
    float wide = 0, high = 0, gap = 0;

    // 0 <= item - first < last - first.
    [[nodiscard]] Rect place(std::size_t item) const;
    [[nodiscard]] float bottom() const;  // Of the lowest item.
};

// The page on which the item `from` stands.
[[nodiscard]] Shelf shelf(const Page& page, Rect room, const Items& items, std::size_t from);

// The bar, and the finger that swipes over the items: the item that the page to show begins with, if another is wanted.
// What was tapped in the same frame does not count then.
[[nodiscard]] std::optional<std::size_t> turned(Page& page, const Shelf& shelf);

}  // namespace hineni::screens

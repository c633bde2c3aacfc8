#include "kiosk/screens/pager.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/widgets/button.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens {

namespace {

constexpr float swipe = 56;  // Units: further than a finger rolls while it presses.

std::size_t rows_of(std::size_t count, std::size_t columns) {
    return (count + columns - 1) / columns;
}

// How high each of so many rows may be.
float row_high(float height, std::size_t rows, float gap) {
    const auto n = static_cast<float>(std::max<std::size_t>(rows, 1));
    return (height - gap * (n - 1)) / n;
}

}  // namespace

Rect Shelf::place(std::size_t item) const {
    const auto column = static_cast<float>((item - first) % columns);
    const std::size_t row = (item - first) / columns;
    return {room.x + column * (wide + gap), room.y + static_cast<float>(row) * (high + gap), wide, high};
}

float Shelf::bottom() const {
    return first < last ? place(last - 1).bottom() : room.y;
}

Shelf shelf(const Page& page, Rect room, const Items& items, std::size_t from) {
    const float grown = page.look.text_scale;
    const float gap = page.px(items.gap);
    const float least = page.px(std::max(smallest_target, items.least_high * (0.5F + grown / 2)));
    const float most = std::max(least, page.px(items.most_high * grown));
    const auto fitting = (room.width + gap) / (page.px(items.least_wide) * grown + gap);
    const auto most_columns = static_cast<std::size_t>(std::clamp(fitting, 1.0F, 4.0F));

    Shelf shelf{.count = items.count, .room = room, .bar = {room.x, room.bottom(), room.width, 0}, .gap = gap};
    shelf.columns = std::min({most_columns, items.columns, std::max<std::size_t>(items.count, 1)});
    while (shelf.columns < most_columns && row_high(room.height, rows_of(items.count, shelf.columns), gap) < least) {
        ++shelf.columns;
    }
    std::size_t rows = rows_of(items.count, shelf.columns);
    if (row_high(room.height, rows, gap) < least) {
        const float bar = page.px(smallest_target);
        shelf.bar = {room.x, room.bottom() - bar, room.width, bar};
        shelf.room.height -= bar + gap;
        rows = static_cast<std::size_t>(std::max(1.0F, std::floor((shelf.room.height + gap) / (least + gap))));
    }
    shelf.a_page = std::max<std::size_t>(1, rows * shelf.columns);
    shelf.high = std::min(row_high(shelf.room.height, rows, gap), most);
    const auto across = static_cast<float>(shelf.columns);
    shelf.wide = (room.width - gap * (across - 1)) / across;
    const auto last_item = items.count > 0 ? items.count - 1 : 0;
    shelf.first = std::min(from, last_item) / shelf.a_page * shelf.a_page;
    shelf.last = std::min(shelf.first + shelf.a_page, items.count);
    return shelf;
}

std::optional<std::size_t> turned(Page& page, const Shelf& shelf) {
    if (shelf.bar.height <= 0) return std::nullopt;
    const bool before = shelf.first > 0;
    const bool after = shelf.last < shelf.count;
    const Rect& bar = shelf.bar;
    const float side = page.px(smallest_target);
    const float wide = std::min(bar.width * 0.36F, page.px(220 * page.look.text_scale));
    std::optional<std::size_t> to;
    if (icon_button(page, shapes::Icon::Back, page.say("Previous page"), {bar.x, bar.y, side, bar.height}, before)) {
        to = shelf.first - shelf.a_page;
    }
    if (after && quiet_button(page, page.say("Next page"), {bar.right() - wide, bar.y, wide, bar.height})) {
        to = shelf.last;
    }
    auto words = filled(page.say("Page {n} of {all}"), "n", number_in(page.language, shelf.first / shelf.a_page + 1));
    words = filled(words, "all", number_in(page.language, rows_of(shelf.count, shelf.a_page)));
    Manner place = small_print(page);
    place.align = Align::Centre;
    place.stand = Stand::Middle;
    const float space = page.px(16);
    write(page, words, {bar.x + side + space, bar.y, bar.width - side - wide - 2 * space, bar.height}, place);

    const float way = page.ledger.swiped(shapes::on_glass(page, shelf.room));
    if (way < -page.px(swipe) && after) to = shelf.last;
    if (way > page.px(swipe) && before) to = shelf.first - shelf.a_page;
    return to;
}

}  // namespace hineni::screens

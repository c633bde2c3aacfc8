#include "kiosk/screens/occasion.hpp"

#include <algorithm>
#include <array>

namespace hineni::screens {

namespace {

struct Part {
    std::string words;
    Manner manner;
    float high = 0;
};

constexpr float space = 12;  // Units between lines.

// Day and hours in one line where they stand there.
std::string when(Page& page, const Occasion& occasion, float width, const Manner& manner) {
    const auto day = day_in(page.language, occasion.starts);
    auto hours = time_in(page.language, occasion.starts);
    if (occasion.ends) hours += " – " + time_in(page.language, *occasion.ends);
    auto one_line = day + " · " + hours;
    return width_of(page, one_line, manner) <= width ? one_line : day + "\n" + hours;
}

std::array<Part, 3> parts_of(Page& page, const Occasion& occasion, float width, float shrink) {
    const auto& c = page.look.colours;
    Manner place = small_print(page);
    place.size *= shrink;
    place.leading = 1.25F;
    Manner date = place;
    date.colour = c.accent;
    date.weight = Weight::Medium;
    const Manner name{.size = 25 * shrink, .weight = Weight::SemiBold, .colour = c.words, .leading = 1.15F};
    std::array<Part, 3> lines{Part{when(page, occasion, width, date), date},
                              Part{occasion.name.in(page.language), name},
                              Part{occasion.place.in(page.language), place}};
    for (auto& line : lines) line.high = height_of(page, line.words, width, line.manner);
    return lines;
}

float high_of(const Page& page, const std::array<Part, 3>& lines) {
    float high = -page.px(space);
    for (const auto& line : lines) high += line.words.empty() ? 0 : line.high + page.px(space);
    return high;
}

}  // namespace

void occasion_words(Page& page, const Occasion& occasion, Rect room, OccasionManner manner) {
    constexpr float smallest = 0.55F;
    float shrink = manner.grown;
    auto lines = parts_of(page, occasion, room.width, shrink);
    while (high_of(page, lines) > room.height && shrink > smallest) {
        shrink -= 0.05F;
        lines = parts_of(page, occasion, room.width, shrink);
    }
    float y = room.y;
    if (manner.stand == Stand::Middle) y += std::max(0.0F, (room.height - high_of(page, lines)) / 2);
    for (const auto& line : lines) {
        if (line.words.empty()) continue;
        const float high = std::min(line.high + 1, room.bottom() - y);
        write(page, line.words, {room.x, y, room.width, high}, line.manner);
        y += line.high + page.px(space);
    }
}

}  // namespace hineni::screens

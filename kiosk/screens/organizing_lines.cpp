// Lines of the organizer's screen: a sign, what it is about, the words. Large, one below the other, never side by side.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "kiosk/screens/organizing.hpp"
#include "kiosk/screens/pager.hpp"
#include "kiosk/widgets/shapes.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::screens::organizer {

namespace {

constexpr float label_share = 0.32F;  // Of the width, for what a line is about.

struct Manners {
    Manner label, words, more;
};

Manners manners_of(const Page& page, const Line& line, float size) {
    Manners manners{small_print(page), paragraph(page), small_print(page)};
    manners.label.size = manners.more.size = size * 0.83F;
    manners.words.size = size;
    manners.words.colour = page.look.colours.words;
    manners.words.weight = Weight::Medium;
    manners.words.leading = manners.label.leading = manners.more.leading = 1.25F;
    const bool grave = line.sign == Sign::Attention || line.sign == Sign::Bad;
    if (grave) manners.words.colour = page.look.colours.problem;
    return manners;
}

float sign_side(const Page& page, float size) {
    return page.style(size).size * 1.25F;
}

float indent(const Page& page, const Line& line, float size) {
    return line.sign == Sign::None ? 0 : sign_side(page, size) + page.px(16);
}

// What the label and the words of a line have of its width.
struct Widths {
    float label = 0, words = 0;
};

Widths widths_of(const Page& page, const Line& line, float width, float size) {
    const float rest = width - indent(page, line, size);
    if (line.label.empty()) return {0, rest};
    const float label = rest * label_share;
    return {label, rest - label - page.px(12)};
}

constexpr float air_share = 0.4F;  // Over and under the words of a line, of their size.

}  // namespace

void sign(Page& page, Sign which, Rect room) {
    const auto& c = page.look.colours;
    const float side = std::min(room.width, room.height);
    const Rect at = shapes::on_glass(page, room);
    const shapes::Point middle{at.x + at.width / 2, at.y + at.height / 2};
    switch (which) {
        case Sign::None: break;
        case Sign::Good: shapes::icon(page, shapes::Icon::Tick, middle, side * 0.8F, c.words); break;
        case Sign::Attention: shapes::icon(page, shapes::Icon::Attention, middle, side, c.problem); break;
        case Sign::Bad: shapes::icon(page, shapes::Icon::Cross, middle, side * 0.9F, c.problem); break;
        case Sign::Running: shapes::icon(page, shapes::Icon::Waiting, middle, side * 0.9F, c.quiet_words); break;
        case Sign::Question: shapes::icon(page, shapes::Icon::Question, middle, side, c.words); break;
    }
}

Manner loud(const Page& page, float size) {
    return {.size = size, .weight = Weight::SemiBold, .colour = page.look.colours.words, .leading = 1.15F};
}

float height_of(Page& page, const Line& line, float width, float size) {
    const auto manners = manners_of(page, line, size);
    const auto [label, words] = widths_of(page, line, width, size);
    float high = hineni::height_of(page, line.words, words, manners.words);
    if (!line.more.empty()) high += page.px(10) + hineni::height_of(page, line.more, words, manners.more);
    if (!line.label.empty()) high = std::max(high, hineni::height_of(page, line.label, label, manners.label));
    return high + 2 * page.px(size * air_share);
}

void draw(Page& page, const Line& line, Rect room, float size) {
    const auto manners = manners_of(page, line, size);
    const auto [label, words] = widths_of(page, line, room.width, size);
    const float air = page.px(size * air_share);
    const float side = sign_side(page, size);
    float x = room.x + indent(page, line, size);
    float y = room.y + air;
    const float high = room.height - 2 * air;
    // The sign and the label stand in line with the first words.
    const float first = std::round(page.style(manners.words.size).size * 0.74F);
    if (line.sign != Sign::None) sign(page, line.sign, {room.x, y + (first - side) / 2, side, side});
    if (!line.label.empty()) {
        const float lower = first - std::round(page.style(manners.label.size).size * 0.74F);
        write(page, line.label, {x, y + lower, label, high - lower + air}, manners.label);
        x += label + page.px(12);
    }
    float more = line.more.empty() ? 0 : hineni::height_of(page, line.more, words, manners.more) + page.px(10);
    more = std::min(more, high * 0.6F);  // In a room that is too low, both shrink.
    y = write(page, line.words, {x, y, words, high - more + page.px(2)}, manners.words);
    if (more > 0) write(page, line.more, {x, y + page.px(10), words, room.bottom() - y - page.px(10)}, manners.more);
}

namespace {

// Large ones where all of them have room; small ones rather than a book of them, where the words are large already.
float size_for(Page& page, const std::vector<Line>& all, Rect room) {
    constexpr float most_pages = 4;
    constexpr float small_size = 18;
    const auto sum = [&](float size) {
        float high = 0;
        for (const auto& line : all) high += height_of(page, line, room.width, size);
        return high;
    };
    if (sum(large_size) <= room.height) return large_size;
    return sum(usual_size) <= most_pages * room.height ? usual_size : small_size;
}

}  // namespace

float tell(Page& page, const std::vector<Line>& all, Rect room) {
    const float size = size_for(page, all, room);
    float sum = 0;
    for (const auto& line : all) sum += height_of(page, line, room.width, size);
    const float share = std::min(1.0F, room.height / std::max(sum, 1.0F));  // Too many: all of them shrink.
    float y = room.y;
    for (const auto& line : all) {
        const float high = height_of(page, line, room.width, size) * share;
        draw(page, line, {room.x, y, room.width, high}, size);
        y += high;
    }
    return y;
}

Did lines(Page& page, const std::vector<Line>& all, Rect room, std::size_t from) {
    const float size = size_for(page, all, room);
    std::vector<float> heights;
    float sum = 0;
    for (const auto& line : all) sum += heights.emplace_back(height_of(page, line, room.width, size));
    const bool paged = sum > room.height + 1;
    const float bar_high = page.px(smallest_target);
    const float most = paged ? room.height - bar_high - page.px(12) : room.height;
    std::vector<std::size_t> starts{0};
    float filled = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (filled > 0 && filled + heights[i] > most) {
            starts.push_back(i);
            filled = 0;
        }
        filled += heights[i];
    }
    const auto after = std::upper_bound(starts.begin(), starts.end(), from);
    const auto which = static_cast<std::size_t>(after - starts.begin()) - 1;
    const auto end = which + 1 < starts.size() ? starts[which + 1] : all.size();
    float y = room.y;
    for (std::size_t i = starts[which]; i < end; ++i) {
        const float high = std::min(heights[i], room.y + most - y);  // One that is higher than the room shrinks.
        draw(page, all[i], {room.x, y, room.width, high}, size);
        y += high;
    }
    if (!paged) return std::nullopt;
    const Rect bar_room{room.x, room.bottom() - bar_high, room.width, bar_high};
    const Shelf shelf{.first = which,
                      .last = which + 1,
                      .a_page = 1,
                      .count = starts.size(),
                      .room = {room.x, room.y, room.width, most},
                      .bar = bar_room};
    const auto to = turned(page, shelf);
    return to ? Did(ListTurned{starts[*to]}) : std::nullopt;
}

float held_share(const Organizing& state) {
    return state.lift_first ? 1.0F : static_cast<float>(state.held_tenths) / 10;
}

void bar(Page& page, float share, Rect room) {
    const auto& c = page.look.colours;
    shapes::fill(page, room, room.height / 2, c.box);
    shapes::outline(page, room, room.height / 2, c.box_edge, std::max(1.5F, page.px(2)));
    const float wide = room.width * std::clamp(share, 0.0F, 1.0F);
    if (wide >= room.height) shapes::fill(page, {room.x, room.y, wide, room.height}, room.height / 2, c.accent);
}

std::string isolated(const Page& page, std::string_view words) {
    if (page.direction == Direction::LeftToRight || words.empty()) return std::string(words);
    return "\u2068" + std::string(words) + "\u2069";
}

std::string bytes_in_words(const Page& page, std::uint64_t bytes) {
    constexpr double giga = 1e9;
    std::array<char, 32> words{};
    const auto size = static_cast<double>(bytes);
    const int written = size >= giga ? std::snprintf(words.data(), words.size(), "%.1f GB", size / giga)
                                     : std::snprintf(words.data(), words.size(), "%.0f MB", size / 1e6);
    return isolated(page, {words.data(), static_cast<std::size_t>(std::max(written, 0))});
}

const Outcome* outcome(const Scene& scene, ErrandKind kind) {
    const auto& answer = scene.session.facts().errands[static_cast<std::size_t>(kind)];
    return answer ? &*answer : nullptr;
}

bool works(const Outcome* outcome) {
    return outcome != nullptr && outcome->stage == Outcome::Stage::Working;
}

}  // namespace hineni::screens::organizer

#include "kiosk/widgets/words.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "hineni/utf8.hpp"
#include "kiosk/widgets/shapes.hpp"

namespace hineni {

Manner headline(const Page& page) {
    return {.size = 60, .weight = Weight::Bold, .colour = page.look.colours.words, .leading = 1.16F};
}
Manner title(const Page& page) {
    return {.size = 34, .weight = Weight::SemiBold, .colour = page.look.colours.words, .leading = 1.2F};
}
Manner paragraph(const Page& page) {
    return {.size = 24, .colour = page.look.colours.quiet_words, .leading = 1.5F};
}
Manner small_print(const Page& page) {
    return {.size = 19, .colour = page.look.colours.quiet_words, .leading = 1.35F};
}

namespace {

struct Setting {
    TypeStyle style;
    float leading = 0;  // Pixels.
    std::vector<Typesetter::Range> lines;
    std::optional<Line> whole;  // Where one line is enough: it, already shaped.
    bool wide = false;          // One letter that is wider than the room.
};

// A letter of a script that parts its words by spaces. Chinese does not: a line may end after any of its signs.
bool joins(char32_t c) {
    const bool ascii = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const bool other = (c >= 0xC0 && c < 0x2000) || (c >= 0xFB1D && c < 0xFF00);
    return ascii || other;
}

bool breaks_a_word(std::string_view words, const std::vector<Typesetter::Range>& lines) {
    return std::any_of(lines.begin(), lines.end(), [&](const auto& line) {
        if (line.end == 0 || line.end >= words.size()) return false;
        auto last = line.end - 1;
        while (last > 0 && (static_cast<unsigned char>(words[last]) & 0xC0U) == 0x80U) --last;
        return joins(utf8::front(words.substr(last))) && joins(utf8::front(words.substr(line.end)));
    });
}

Setting set_in(Page& page, std::string_view words, float width, const Manner& manner, Direction direction,
               float shrink) {
    Setting setting{page.style(manner.size * shrink, manner.weight), 0, {}, {}};
    setting.leading = std::round(setting.style.size * manner.leading);
    if (words.find('\n') == std::string_view::npos && words.size() < 80) {
        setting.whole = page.type.shape(words, setting.style, direction);
        setting.lines = {{0, words.size()}};
        if (setting.whole->width <= width) return setting;
        setting.whole.reset();
        setting.wide = true;
    }
    setting.lines = page.type.wrap(words, setting.style, direction, width);
    setting.wide = setting.wide && setting.lines.size() == 1;
    return setting;
}

float block(Page& page, const Setting& setting) {
    const Metrics metrics = page.type.metrics(setting.style);
    return static_cast<float>(setting.lines.size() - 1) * setting.leading + metrics.cap_height + metrics.descent;
}

// The largest size at which all words stand in the room, unbroken.
Setting fitted(Page& page, std::string_view words, const Rect& room, const Manner& manner, Direction direction) {
    // Half of the usual size, however large the words are to be.
    const float smallest =
        0.5F * manner.size * page.style(1).size / page.style(manner.size).size / page.look.text_scale;
    float shrink = 1;
    while (true) {
        Setting setting = set_in(page, words, room.width, manner, direction, shrink);
        if (shrink <= smallest) return setting;
        const bool whole_words = !setting.wide && !breaks_a_word(words, setting.lines);
        if (whole_words && block(page, setting) <= room.height) return setting;
        shrink -= 0.05F;
    }
}

std::string_view trimmed(std::string_view words, Typesetter::Range range) {
    auto line = words.substr(range.begin, range.end - range.begin);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\n')) line.remove_suffix(1);
    return line;
}

// Typed words may run the other way; they still stand where the page's own words would.
Align on_glass(Align align, Direction page) {
    if (page == Direction::LeftToRight || align == Align::Centre) return align;
    return align == Align::Start ? Align::End : Align::Start;
}

float written(Page& page, std::string_view words, Rect room, const Manner& manner, Direction direction,
              std::string_view told) {
    if (words.empty()) return room.y;
    const Setting setting = fitted(page, words, room, manner, direction);
    const Metrics metrics = page.type.metrics(setting.style);
    const float height = block(page, setting);
    float top = room.y;
    if (manner.stand == Stand::Middle) {
        // Capitals in the middle; what hangs below the line hangs, as far as there is room.
        top += std::min((room.height - (height - metrics.descent)) / 2, std::max(0.0F, room.height - height));
    } else if (manner.stand == Stand::Bottom) {
        top += room.height - height;
    }
    const Rect at = page.place(room);
    const Align align = on_glass(manner.align, page.direction);
    float left = at.right();
    float right = at.x;
    float baseline = std::round(top + metrics.cap_height);
    const float first = baseline;
    for (const auto& range : setting.lines) {
        const Line line =
            setting.whole ? *setting.whole : page.type.shape(trimmed(words, range), setting.style, direction);
        float x = at.x;
        if (align == Align::Centre) x += (at.width - line.width) / 2;
        if (align == Align::End) x += at.width - line.width;
        x = std::round(x);
        page.type.draw(page.list, x, baseline, line, manner.colour);
        left = std::min(left, x);
        right = std::max(right, x + line.width);
        baseline += setting.leading;
    }
    const float bottom = baseline - setting.leading + metrics.descent;
    page.ledger.wrote({std::string(told),
                       {left, first - metrics.cap_height, right - left, bottom - first + metrics.cap_height},
                       at,
                       setting.style.size});
    return bottom;
}

}  // namespace

float height_of(Page& page, std::string_view words, float width, const Manner& manner) {
    if (words.empty()) return 0;
    return std::ceil(block(page, set_in(page, words, width, manner, direction_on(page, words), 1)));
}

float width_of(Page& page, std::string_view words, const Manner& manner) {
    return std::ceil(page.type.width(words, page.style(manner.size, manner.weight), direction_on(page, words)));
}

float write(Page& page, std::string_view words, Rect room, const Manner& manner) {
    return written(page, words, room, manner, direction_on(page, words), words);
}

float write_typed(Page& page, std::string_view words, Rect room, const Manner& manner) {
    return written(page, words, room, manner, direction_in(words, page.direction), {});
}

float write_about(Page& page, std::string_view words, std::string_view told, Rect room, const Manner& manner) {
    return written(page, words, room, manner, direction_on(page, words), told);
}

namespace {

// Which way a letter runs; nothing for digits, spaces and marks.
std::optional<Direction> direction_of_letter(char32_t c) {
    // Hebrew, Arabic and their presentation forms; other letters from A on run left to right.
    const bool rtl = (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFF);
    if (rtl) return Direction::RightToLeft;
    const bool ltr = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x0590) ||
                     (c >= 0x0900 && c < 0x2000) || c >= 0x2C00;
    if (ltr) return Direction::LeftToRight;
    return std::nullopt;
}

}  // namespace

Direction direction_in(std::string_view words, Direction otherwise) {
    while (!words.empty()) {
        if (const auto direction = direction_of_letter(utf8::front(words))) return *direction;
        words.remove_prefix(std::max<std::size_t>(1, utf8::front_size(words)));
    }
    return otherwise;
}

Direction direction_on(const Page& page, std::string_view words) {
    const Direction first = direction_in(words, Direction::LeftToRight);  // Numbers and signs alone, too.
    if (first == page.direction) return first;
    while (!words.empty()) {
        if (direction_of_letter(utf8::front(words)) == page.direction) return page.direction;
        words.remove_prefix(std::max<std::size_t>(1, utf8::front_size(words)));
    }
    return first;
}

}  // namespace hineni

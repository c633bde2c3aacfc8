// How blocks flow into lines. A line of one weight is shaped as a whole; where bold begins or ends within a line, each
// piece is shaped for itself and the pieces follow each other in the page's direction.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "hineni/utf8.hpp"
#include "kiosk/text/breaks.hpp"
#include "kiosk/widgets/markdown.hpp"
#include "kiosk/widgets/words.hpp"

namespace hineni::markdown {

namespace {

struct Voice {
    float size = 23;  // Units.
    float leading = 1.5F;
    float before = 16;  // Units above the block.
    Weight plain = Weight::Regular, strong = Weight::SemiBold;
    float indent = 0;  // Units.
};

Voice voice_of(const Block& block) {
    switch (block.kind) {
        case Block::Kind::Title: return {.size = 32, .leading = 1.25F, .before = 20, .plain = Weight::SemiBold};
        case Block::Kind::Heading: return {.size = 26, .leading = 1.3F, .before = 30, .plain = Weight::SemiBold};
        case Block::Kind::Item: return {.before = 12, .indent = 36};
        case Block::Kind::Paragraph: break;
    }
    return {};
}

struct Piece {
    std::string words;
    bool bold = false;
};
using Row = std::vector<Piece>;

void add(Row& row, std::string_view words, bool bold) {
    if (row.empty() || row.back().bold != bold) row.push_back({{}, bold});
    row.back().words += words;
}

// What stays together on a line, in its order: words, ideographs with what closes or opens around them. A space belongs
// to what is before it; bold may begin or end within.
std::vector<Row> words_of(const Block& block) {
    std::vector<Row> words;
    char32_t before = ' ';
    for (const auto& span : block.spans) {
        for (std::string_view rest = span.words; !rest.empty();) {
            const auto size = std::max<std::size_t>(utf8::front_size(rest), 1);
            const char32_t letter = utf8::front(rest);
            if (letter != ' ' && (before == ' ' || breaks_between(before, letter))) words.emplace_back();
            if (words.empty()) words.emplace_back();
            add(words.back(), rest.substr(0, size), span.bold);
            before = letter;
            rest.remove_prefix(size);
        }
    }
    return words;
}

float trailing_space(const Page& page, const Voice& voice, const Row& row) {
    return !row.empty() && row.back().words.ends_with(' ') ? page.style(voice.size).size * 0.28F : 0;
}

TypeStyle style_of(const Page& page, const Voice& voice, bool bold) {
    return page.style(voice.size, bold ? voice.strong : voice.plain);
}

Direction direction_of_block(const Page& page, const Block& block) {
    std::string all;
    for (const auto& span : block.spans) all += span.words;
    return direction_on(page, all);
}

std::vector<Row> flow(Page& page, const Block& block, float width) {
    const Voice voice = voice_of(block);
    std::vector<Row> rows;
    if (block.spans.size() == 1) {
        const auto& span = block.spans.front();
        for (const auto& range :
             page.type.wrap(span.words, style_of(page, voice, span.bold), direction_of_block(page, block), width)) {
            rows.push_back({{span.words.substr(range.begin, range.end - range.begin), span.bold}});
        }
        return rows;
    }
    rows.emplace_back();
    float x = 0;
    for (const auto& word : words_of(block)) {
        float wide = 0;
        for (const auto& piece : word) {
            wide += page.type.width(piece.words, style_of(page, voice, piece.bold), page.direction);
        }
        if (x > 0 && x + wide - trailing_space(page, voice, word) > width) {
            rows.emplace_back();
            x = 0;
        }
        for (const auto& piece : word) add(rows.back(), piece.words, piece.bold);
        x += wide;
    }
    return rows;
}

void draw_row(Page& page, const Row& row, const Voice& voice, Direction direction, Rect column, float baseline,
              const Rect& window) {
    const bool turned = direction == Direction::RightToLeft;
    const bool right = page.direction == Direction::RightToLeft;
    std::string all;
    float wide = 0;
    std::vector<Line> lines;
    for (const auto& piece : row) {
        lines.push_back(page.type.shape(piece.words, style_of(page, voice, piece.bold), direction));
        wide += lines.back().width;
        all += piece.words;
    }
    const Rect at = page.place(column);
    const float left = right ? at.right() - wide : at.x;
    float x = turned ? left + wide : left;
    for (const auto& line : lines) {
        if (turned) x -= line.width;
        page.type.draw(page.list, std::round(x), baseline, line, page.look.colours.words);
        if (!turned) x += line.width;
    }
    const Metrics metrics = page.type.metrics(style_of(page, voice, false));
    // A space that hangs over the edge is no ink.
    const float space = trailing_space(page, voice, row);
    const Rect ink{left + (turned ? space : 0), baseline - metrics.cap_height, wide - space,
                   metrics.cap_height + metrics.descent};
    if (ink.y >= window.y && ink.bottom() <= window.bottom()) page.ledger.wrote({all, ink, page.place(window)});
}

// Walks over all blocks from `top`; draws where `window` is given.
float walk(Page& page, const std::vector<Block>& all, Rect column, const Rect* window) {
    float y = column.y;
    bool first = true;
    for (const auto& block : all) {
        const Voice voice = voice_of(block);
        const Direction direction = direction_of_block(page, block);
        if (!first) y += page.px(voice.before);
        first = false;
        const float indent = page.px(voice.indent);
        const Rect inner{column.x + indent, y, column.width - indent, 0};
        const TypeStyle style = style_of(page, voice, false);
        const Metrics metrics = page.type.metrics(style);
        const float leading = std::round(style.size * voice.leading);
        bool first_row = true;
        for (const auto& row : flow(page, block, inner.width)) {
            const float baseline = std::round(y + (leading + metrics.cap_height) / 2);
            const bool visible = window != nullptr && y + leading > window->y && y < window->bottom();
            if (visible) draw_row(page, row, voice, direction, inner, baseline, *window);
            if (visible && first_row && !block.bullet.empty()) {
                draw_row(page, {{block.bullet, false}}, voice, direction, {column.x, y, indent, 0}, baseline, *window);
            }
            first_row = false;
            y += leading;
        }
    }
    return y;
}

}  // namespace

float height_of(Page& page, const std::vector<Block>& all, float width) {
    return std::ceil(walk(page, all, {0, 0, width, 0}, nullptr));
}

void draw(Page& page, const std::vector<Block>& all, Rect window, float scroll) {
    const Rect at = page.place(window);
    page.list.PushClipRect({at.x, at.y}, {at.right(), at.bottom()}, true);
    (void)walk(page, all, {window.x, window.y - scroll, window.width, 0}, &window);
    page.list.PopClipRect();
}

}  // namespace hineni::markdown

// A small part of Markdown, for texts that people sign: headings (#, ##), paragraphs, lists (-, *, 1.) and **bold**.
// Everything else is shown as it stands, so that no word of a pledge is ever lost.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/widgets/page.hpp"

namespace hineni::markdown {

struct Span {
    std::string words;
    bool bold = false;
};

struct Block {
    enum class Kind { Title, Heading, Paragraph, Item };
    Kind kind = Kind::Paragraph;
    std::string bullet;  // Item: "•", or its number ("1.").
    std::vector<Span> spans;
};

[[nodiscard]] std::vector<Block> blocks(std::string_view text);

// Height of all blocks in a column that wide, in pixels.
[[nodiscard]] float height_of(Page& page, const std::vector<Block>& all, float width);

// Draws what lies in `window` of a column whose top is `scroll` pixels above it. Lines that are wholly in the window
// are written down in the ledger.
void draw(Page& page, const std::vector<Block>& all, Rect window, float scroll);

}  // namespace hineni::markdown

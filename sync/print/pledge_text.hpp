// PledgeText: the small part of Markdown that texts to sign are written in: headings (#, ##), paragraphs, lists
// (-, *, 1.) and **bold**, read as the kiosk reads it. Everything else stands there as it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sync/print/setting.hpp"

namespace hineni {

struct TextBlock {
    enum class Kind { Title, Heading, Paragraph, Item };
    Kind kind = Kind::Paragraph;
    std::string bullet;  // Item: "•", or its number ("1.").
    std::string words;
    std::vector<Setting::Bold> bold;
};

[[nodiscard]] std::vector<TextBlock> pledge_text(std::string_view words);

}  // namespace hineni

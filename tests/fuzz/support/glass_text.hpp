// The text of a pledge as the kiosk reads it, in words of our own: kiosk and desk are two programs, and their types
// have the same names.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hineni::fuzz {

struct GlassBlock {
    int kind = 0;  // In the order of markdown::Block::Kind, which is that of TextBlock::Kind.
    std::string bullet;
    std::string words;
    std::vector<std::pair<std::size_t, std::size_t>> bold;  // From and to, in bytes.
};
[[nodiscard]] std::vector<GlassBlock> glass_text(std::string_view text);

}  // namespace hineni::fuzz

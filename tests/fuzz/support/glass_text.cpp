#include "tests/fuzz/support/glass_text.hpp"

#include "kiosk/widgets/markdown.hpp"

namespace hineni::fuzz {

std::vector<GlassBlock> glass_text(std::string_view text) {
    std::vector<GlassBlock> all;
    for (const auto& block : markdown::blocks(text)) {
        auto& out = all.emplace_back();
        out.kind = static_cast<int>(block.kind);
        out.bullet = block.bullet;
        for (const auto& span : block.spans) {
            if (span.bold && !span.words.empty())
                out.bold.emplace_back(out.words.size(), out.words.size() + span.words.size());
            out.words += span.words;
        }
    }
    return all;
}

}  // namespace hineni::fuzz

// The text of a pledge, read twice: by the kiosk for its glass and by the desk for paper.
//
// Held against it: both see the same blocks, the same words and the same ones in bold; no letter or digit of the text
// is lost on the way.
#include <algorithm>

#include "sync/print/pledge_text.hpp"
#include "tests/fuzz/support/glass_text.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

void same_words(const GlassBlock& glass, const TextBlock& paper) {
    promise(glass.kind == static_cast<int>(paper.kind) && glass.bullet == paper.bullet,
            "a block is another one on paper");
    promise(glass.words == paper.words, "paper has other words than the glass");
    promise(glass.bold.size() == paper.bold.size(), "paper has other words in bold than the glass");
    for (std::size_t i = 0; i < glass.bold.size(); ++i) {
        promise(glass.bold[i].first == paper.bold[i].from && glass.bold[i].second == paper.bold[i].to,
                "paper has other words in bold than the glass");
    }
}

std::string letters_of(std::string_view text) {
    constexpr std::string_view marks = " \t\r\n*#-.";
    std::string out;
    for (const char c : text) {
        if (marks.find(c) == std::string_view::npos) out += c;
    }
    return out;
}

}  // namespace

void pledge_text(BytesView input) {
    const auto text = as_text(input);
    const auto glass = glass_text(text);
    const auto paper = hineni::pledge_text(text);
    promise(glass.size() == paper.size(), "paper has more blocks than the glass, or fewer");
    std::string shown;
    for (std::size_t i = 0; i < glass.size(); ++i) {
        same_words(glass[i], paper[i]);
        if (paper[i].bullet != "•") shown += letters_of(paper[i].bullet);
        shown += letters_of(paper[i].words);
    }
    promise(shown == letters_of(text), "a letter of a pledge is lost");
}

}  // namespace hineni::fuzz

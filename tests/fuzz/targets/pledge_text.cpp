// The text of a pledge, read twice: by the kiosk for its glass and by the desk for paper.
//
// Held against it: both see the same blocks, the same words and the same ones in bold; no letter or digit of the text
// is lost on the way.
#include <algorithm>

#include "kiosk/widgets/markdown.hpp"
#include "sync/print/pledge_text.hpp"
#include "tests/fuzz/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

bool same_look(markdown::Block::Kind glass, TextBlock::Kind paper) {
    return static_cast<int>(glass) == static_cast<int>(paper);
}

void same_words(const markdown::Block& glass, const TextBlock& paper) {
    promise(same_look(glass.kind, paper.kind) && glass.bullet == paper.bullet, "a block is another one on paper");
    std::string words;
    std::vector<std::pair<std::size_t, std::size_t>> bold;
    for (const auto& span : glass.spans) {
        if (span.bold && !span.words.empty()) bold.emplace_back(words.size(), words.size() + span.words.size());
        words += span.words;
    }
    promise(words == paper.words, "paper has other words than the glass");
    promise(bold.size() == paper.bold.size(), "paper has other words in bold than the glass");
    for (std::size_t i = 0; i < bold.size(); ++i) {
        promise(bold[i].first == paper.bold[i].from && bold[i].second == paper.bold[i].to,
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
    const auto glass = markdown::blocks(text);
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

#include "sync/print/text_flow.hpp"

#include <algorithm>
#include <utility>

#include "sync/print/days.hpp"

namespace hineni {

namespace {

constexpr Type flow_over{.size = 8.5, .weight = TypeWeight::Semibold, .tracking = 0.08};
constexpr Type flow_under{.size = 8, .face = Face::Clear, .leading = 1.5};
constexpr double item_indent = 18;

std::string in_capitals(std::string words) {
    for (auto& letter : words) {
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    }
    return words;
}

std::string people_in_words(std::size_t people) {
    return std::to_string(people) + (people == 1 ? " person" : " people");
}

double line_of(const Type& type) {
    return type.size * type.leading;
}

}  // namespace

TextFlow::Look TextFlow::look_of(TextBlock::Kind kind) {
    switch (kind) {
        case TextBlock::Kind::Title:
            return {{.size = 23, .weight = TypeWeight::Bold, .leading = 1.3}, ink::words, 4, 0, true};
        case TextBlock::Kind::Heading:
            return {{.size = 14, .weight = TypeWeight::Semibold, .leading = 1.4}, ink::words, 16, 0, true};
        case TextBlock::Kind::Paragraph: return {{.size = 11.5, .leading = 1.55}, ink::words, 10, 0, false};
        case TextBlock::Kind::Item: return {{.size = 11.5, .leading = 1.55}, ink::words, 7, item_indent, false};
    }
    return {};
}

TextFlow::TextFlow(const Press& press, const SignedText& text, const Box& area)
    : press_(press), area_(area), y_(area.y), pages_(1) {
    head(text);
    flow(pledge_text(text.words));
    foot(text);
}

void TextFlow::next_page() {
    pages_.emplace_back();
    y_ = area_.y;
}

std::size_t TextFlow::set(const TextBlock& block, const Look& look) {
    auto words = block.words;
    auto bold = block.bold;
    settings_.emplace_back(press_, look.type).set(words, area_.width - look.indent, TypeAlign::Start, bold);
    return settings_.size() - 1;
}

void TextFlow::place(std::size_t setting, const Look& look, std::size_t next_needs) {
    const double line = line_of(look.type);
    const auto all = settings_[setting].lines();
    if (!pages_.back().empty()) y_ += look.above;
    // A heading at the foot of a page, or one line of a paragraph alone there, is nobody's reading.
    const auto together = look.holds ? all + next_needs : std::min<std::size_t>(2, all);
    if (room() < static_cast<double>(together) * line && !pages_.back().empty()) next_page();
    const double x = area_.x + (settings_[setting].leftward() ? 0 : look.indent);
    for (std::size_t from = 0; from < all;) {
        const auto fit = std::max<std::size_t>(1, static_cast<std::size_t>(std::max(0.0, room() / line)));
        const auto to = std::min(all, from + fit);
        pages_.back().push_back({setting, from, to, x, y_, look.ink});
        y_ += static_cast<double>(to - from) * line;
        from = to;
        if (from < all) next_page();
    }
}

void TextFlow::flow(const std::vector<TextBlock>& blocks) {
    for (const auto& block : blocks) {
        const auto look = look_of(block.kind);
        const auto setting = set(block, look);
        place(setting, look, 3);
        if (block.bullet.empty()) continue;
        // Beside the first line, on the side where its script starts.
        const auto first = std::ranges::find(pages_.back(), setting, &Placed::setting);
        const bool here = first != pages_.back().end() && first->from == 0;
        auto& page = here ? pages_.back() : pages_[pages_.size() - 2];
        const auto beside = std::ranges::find(page, setting, &Placed::setting);
        const double y = beside->y;
        const bool leftward = settings_[setting].leftward();
        settings_.emplace_back(press_, look.type).set(block.bullet, item_indent - 6, TypeAlign::Start);
        const double x = leftward ? area_.x + area_.width - settings_.back().width() : area_.x;
        page.push_back({settings_.size() - 1, 0, 1, x, y, ink::accent});
    }
}

void TextFlow::head(const SignedText& text) {
    const auto language = in_capitals(language_in_words(text.language));
    const Look look{flow_over, ink::accent, 0, 0, true};
    TextBlock block;
    block.words = text.words.empty() ? "WORDS THAT ARE NOT AT HAND" : "THE PLEDGE IN " + language;
    place(set(block, look), look, 3);
    y_ += 6;
}

void TextFlow::foot(const SignedText& text) {
    TextBlock block;
    if (text.words.empty()) {
        block.words = people_in_words(text.people) + " signed words with the hash below, on a tablet that spoke " +
                      language_in_words(text.language) +
                      ". They are in none of the event packs that this book was made from, so it cannot show them.";
        const auto look = look_of(TextBlock::Kind::Paragraph);
        place(set(block, look), look, 0);
        y_ += 10;
    } else {
        y_ += 20;
        block.words = people_in_words(text.people) + " signed exactly these words" +
                      (text.file.empty() ? "." : ", which are the file " + printable(text.file) + ".");
        const Look look{{.size = 9.5, .leading = 1.45}, ink::quiet, 0, 0, true};
        place(set(block, look), look, 3);
    }
    const Look look{flow_under, ink::quiet, 2, 0, false};
    block.words =
        "BLAKE2b-256 " + text.hash.substr(0, 32) + " " + text.hash.substr(std::min<std::size_t>(32, text.hash.size()));
    place(set(block, look), look, 0);
}

void TextFlow::draw(Canvas& canvas, std::size_t page) const {
    for (const auto& placed : pages_[page]) {
        canvas.lines(placed.x, placed.y, settings_[placed.setting], placed.from, placed.to, placed.ink);
    }
}

}  // namespace hineni

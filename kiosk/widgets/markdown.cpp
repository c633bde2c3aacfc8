#include "kiosk/widgets/markdown.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace hineni::markdown {

namespace {

std::string_view trimmed(std::string_view line) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!line.empty() && blank(line.front())) line.remove_prefix(1);
    while (!line.empty() && blank(line.back())) line.remove_suffix(1);
    return line;
}

// "**" turns bold on and off; a "*" or "_" around words is emphasis that our type does without.
std::vector<Span> spans_of(std::string_view words) {
    std::vector<Span> spans(1);
    while (!words.empty()) {
        if (words.starts_with("**")) {
            const bool bold = !spans.back().bold;
            if (spans.back().words.empty())
                spans.back().bold = bold;
            else
                spans.push_back({{}, bold});
            words.remove_prefix(2);
            continue;
        }
        if (words.front() != '*') spans.back().words += words.front();
        words.remove_prefix(1);
    }
    if (spans.back().words.empty()) spans.pop_back();
    return spans;
}

// The mark that starts a list item and what follows it; an empty mark where the line is none.
std::pair<std::string, std::string_view> item(std::string_view line) {
    if (line.starts_with("- ") || line.starts_with("* ")) return {"•", trimmed(line.substr(2))};
    std::size_t digits = 0;
    while (digits < line.size() && std::isdigit(static_cast<unsigned char>(line[digits])) != 0) ++digits;
    if (digits > 0 && digits < 4 && line.substr(digits).starts_with(". ")) {
        return {std::string(line.substr(0, digits + 1)), trimmed(line.substr(digits + 2))};
    }
    return {};
}

}  // namespace

std::vector<Block> blocks(std::string_view text) {
    std::vector<Block> all;
    std::string open;  // The words of a block that the next line may continue.
    Block block;
    const auto close = [&] {
        if (!open.empty()) {
            block.spans = spans_of(open);
            // A number that nothing follows stands there all the same: no letter of a text is left out.
            if (block.spans.empty() && block.bullet != "•" && !block.bullet.empty()) {
                block = {Block::Kind::Paragraph, {}, {{block.bullet}}};
            }
            if (!block.spans.empty()) all.push_back(block);
        }
        open.clear();
        block = {};
    };
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty()) {
            close();
            continue;
        }
        const auto level = line.find_first_not_of('#');
        if (level != std::string_view::npos && level > 0 && line[level] == ' ') {
            close();
            block.kind = level == 1 ? Block::Kind::Title : Block::Kind::Heading;
            open = trimmed(line.substr(level));
            close();
            continue;
        }
        if (const auto [bullet, words] = item(line); !bullet.empty()) {
            close();
            block.kind = Block::Kind::Item;
            block.bullet = bullet;
            open = words;
            continue;
        }
        if (!open.empty()) open += ' ';
        open += line;
    }
    close();
    return all;
}

}  // namespace hineni::markdown

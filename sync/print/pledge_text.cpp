#include "sync/print/pledge_text.hpp"

#include <algorithm>
#include <utility>

namespace hineni {

namespace {

std::string_view without_blanks(std::string_view line) {
    const auto from = line.find_first_not_of(" \t\r");
    if (from == std::string_view::npos) return {};
    return line.substr(from, line.find_last_not_of(" \t\r") - from + 1);
}

// "**" turns bold on and off; a "*" around words is emphasis that the kiosk's type does without, and so does ours.
void read_words(std::string_view written, TextBlock& block) {
    std::size_t bold_from = 0;
    bool bold = false;
    const auto end_bold = [&] {
        if (bold && block.words.size() > bold_from) block.bold.push_back({bold_from, block.words.size()});
    };
    while (!written.empty()) {
        if (written.starts_with("**")) {
            end_bold();
            bold = !bold;
            bold_from = block.words.size();
            written.remove_prefix(2);
            continue;
        }
        if (written.front() != '*') block.words += written.front();
        written.remove_prefix(1);
    }
    end_bold();
}

// The mark that starts a list item, and what follows it; an empty mark where the line is none.
std::pair<std::string, std::string_view> list_mark(std::string_view line) {
    if (line.starts_with("- ") || line.starts_with("* ")) return {"•", without_blanks(line.substr(2))};
    const auto digits = std::min(line.find_first_not_of("0123456789"), line.size());
    if (digits > 0 && digits < 4 && line.substr(digits).starts_with(". ")) {
        return {std::string(line.substr(0, digits + 1)), without_blanks(line.substr(digits + 2))};
    }
    return {};
}

std::size_t heading_level(std::string_view line) {
    const auto level = line.find_first_not_of('#');
    return level != std::string_view::npos && level > 0 && line[level] == ' ' ? level : 0;
}

// Blocks, and the one that the next line may continue.
class Reader {
  public:
    void line(std::string_view line) {
        if (line.empty()) return close();
        if (const auto level = heading_level(line); level > 0) {
            close();
            block_.kind = level == 1 ? TextBlock::Kind::Title : TextBlock::Kind::Heading;
            open_ = without_blanks(line.substr(level));
            return close();
        }
        if (auto [bullet, words] = list_mark(line); !bullet.empty()) {
            close();
            block_.kind = TextBlock::Kind::Item;
            block_.bullet = std::move(bullet);
            open_ = words;
            return;
        }
        if (!open_.empty()) open_ += ' ';
        open_ += line;
    }
    void close() {
        read_words(std::exchange(open_, {}), block_);
        auto done = std::exchange(block_, {});
        // A number that nothing follows stands there all the same, as it does on the glass.
        if (done.words.empty() && done.bullet != "•") done = {TextBlock::Kind::Paragraph, {}, done.bullet, {}};
        if (!done.words.empty()) blocks_.push_back(std::move(done));
    }
    std::vector<TextBlock> take() { return std::move(blocks_); }

  private:
    std::vector<TextBlock> blocks_;
    TextBlock block_;
    std::string open_;
};

}  // namespace

std::vector<TextBlock> pledge_text(std::string_view words) {
    Reader reader;
    while (!words.empty()) {
        const auto end = std::min(words.find('\n'), words.size());
        reader.line(without_blanks(words.substr(0, end)));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    reader.close();
    return reader.take();
}

}  // namespace hineni

#include "kiosk/text/breaks.hpp"

#include <string_view>

namespace hineni {

static bool space(const Character& c) {
    return c.code == ' ' || c.code == 0x3000 || c.code == 0x200B;
}

static bool ideograph(char32_t c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

static bool closes(char32_t c) {
    return std::u32string_view(U"、。，．：；！？）］｝」』】〉》〕〗’”…·々ー%,.:;!?)]}").find(c) !=
           std::u32string_view::npos;
}

static bool opens(char32_t c) {
    return std::u32string_view(U"（［｛「『【〈《〔〖‘“([{").find(c) != std::u32string_view::npos;
}

bool breaks_between(char32_t before, char32_t after) {
    return (ideograph(before) || ideograph(after)) && !closes(after) && !opens(before);
}

// Whether a line may end before character `i`, of which there is one before.
static bool may_break(const std::vector<Character>& all, std::size_t i) {
    if (!all[i].starts || space(all[i])) return false;
    const char32_t before = all[i - 1].code;
    const char32_t after = all[i].code;
    if (space(all[i - 1])) return true;
    return breaks_between(before, after);
}

namespace {

class Breaker {
  public:
    Breaker(const std::vector<Character>& all, std::size_t size,
            const std::function<bool(std::size_t, std::size_t)>& fits)
        : all_(all), size_(size), fits_(fits) {}

    // The line from `begin` on, of characters before `paragraph_end`: where the next one starts.
    std::size_t line(std::size_t begin, std::size_t paragraph_end, float width) {
        std::size_t end = longest(begin, paragraph_end, width);
        while (end > begin && !fits_(byte(begin), byte(trimmed(begin, end)))) {
            const std::size_t less = shorter(begin, end);
            if (less == begin) break;
            end = less;
        }
        return end;
    }
    [[nodiscard]] std::size_t trimmed(std::size_t begin, std::size_t end) const {
        while (end > begin && space(all_[end - 1])) --end;
        return end;
    }
    [[nodiscard]] std::size_t byte(std::size_t i) const { return i < all_.size() ? all_[i].byte : size_; }

  private:
    std::size_t longest(std::size_t begin, std::size_t paragraph_end, float width) const {
        std::size_t place = begin;  // The last one to break at.
        float used = 0;
        for (std::size_t i = begin; i < paragraph_end; ++i) {
            if (i > begin && may_break(all_, i)) place = i;
            used += all_[i].width;
            if (used <= width || space(all_[i])) continue;
            return place > begin ? place : anywhere(begin, i);
        }
        return paragraph_end;
    }
    // Within a word: before grapheme `i`, but behind the first.
    [[nodiscard]] std::size_t anywhere(std::size_t begin, std::size_t i) const {
        while (i > begin && !all_[i].starts) --i;
        if (i > begin) return i;
        for (++i; i < all_.size() && !all_[i].starts;) ++i;
        return i;
    }
    [[nodiscard]] std::size_t shorter(std::size_t begin, std::size_t end) const {
        for (std::size_t i = end - 1; i > begin; --i) {
            if (may_break(all_, i)) return i;
        }
        for (std::size_t i = end - 1; i > begin; --i) {
            if (all_[i].starts) return i;
        }
        return begin;
    }

    const std::vector<Character>& all_;
    std::size_t size_;
    const std::function<bool(std::size_t, std::size_t)>& fits_;
};

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> break_lines(
    const std::vector<Character>& characters, std::size_t size, float width,
    const std::function<bool(std::size_t begin, std::size_t end)>& fits) {
    std::vector<std::pair<std::size_t, std::size_t>> lines;
    Breaker breaker(characters, size, fits);
    std::size_t begin = 0;
    while (true) {
        std::size_t paragraph_end = begin;
        while (paragraph_end < characters.size() && !characters[paragraph_end].newline) ++paragraph_end;
        do {
            const std::size_t end = breaker.line(begin, paragraph_end, width);
            lines.emplace_back(breaker.byte(begin), breaker.byte(breaker.trimmed(begin, end)));
            begin = end;
        } while (begin < paragraph_end);
        if (paragraph_end == characters.size()) return lines;
        begin = paragraph_end + 1;
    }
}

}  // namespace hineni

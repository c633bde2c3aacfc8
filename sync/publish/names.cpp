#include "sync/publish/names.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "hineni/utf8.hpp"

namespace hineni {

namespace {

// Letters of U+00C0 to U+017F without their accents, small; '*' where there is more than one or none.
constexpr std::string_view bare =
    "aaaaaa*ceeeeiiiidnooooo*ouuuuy**aaaaaa*ceeeeiiiidnooooo*ouuuuy*y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkkllllll*"
    "*llnnnnnn*nnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(bare.size() == 0x180 - 0xC0);

constexpr bool is_blank(char32_t c) {
    return c <= ' ' || c == 0x7F || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x3000;
}

// Latin letters, their combining accents, and what stands between letters of any script.
constexpr bool fits_latin(char32_t c) {
    return c < 0x370 || (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x2000 && c <= 0x206F);
}

std::vector<std::string> words_of(std::string_view name, bool at_hyphens = false) {
    std::vector<std::string> words;
    bool open = false;
    for (std::string_view rest = name; !rest.empty();) {
        const auto size = std::max<std::size_t>(utf8::front_size(rest), 1);
        const auto c = utf8::front(rest);
        if (is_blank(c) || (at_hyphens && (c == '-' || c == '.' || c == ',' || (c >= 0x2010 && c <= 0x2015)))) {
            open = false;
        } else {
            if (!open) words.emplace_back();
            words.back() += rest.substr(0, size);
            open = true;
        }
        rest.remove_prefix(size);
    }
    return words;
}

std::string joined_words(const std::vector<std::string>& words, std::size_t first, std::size_t last) {
    std::string out;
    for (auto at = first; at < last; ++at) out += (at == first ? "" : " ") + words[at];
    return out;
}

bool is_latin(std::string_view name) {
    for (; !name.empty(); name.remove_prefix(std::max<std::size_t>(utf8::front_size(name), 1))) {
        if (!fits_latin(utf8::front(name))) return false;
    }
    return true;
}

bool belongs_to_family(std::string_view word) {
    static constexpr std::array<std::string_view, 26> small{
        "af", "al",  "bar", "ben", "bin", "bint", "d'",  "da", "das", "de",  "del", "den", "der",
        "di", "dos", "du",  "el",  "ibn", "la",   "las", "le", "los", "van", "ter", "von", "zu"};
    return std::ranges::find(small, word) != small.end();
}

std::string folded(std::string_view word) {
    std::string out;
    for (; !word.empty(); word.remove_prefix(std::max<std::size_t>(utf8::front_size(word), 1))) {
        auto c = utf8::front(word);
        if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
        if (c >= 0xC0 && c < 0x180 && bare[c - 0xC0] != '*') c = static_cast<unsigned char>(bare[c - 0xC0]);
        const bool mark = (c >= 0x300 && c < 0x370) || c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2BC;
        if (!mark) out += utf8::encode(c);
    }
    return out;
}

bool same_word(const std::string& a, const std::string& b) {
    const auto initial = [](const std::string& one, const std::string& whole) {
        return utf8::count(one) == 1 && whole.starts_with(one);
    };
    return a == b || initial(a, b) || initial(b, a);
}

std::vector<std::string> folded_words(std::string_view name) {
    auto words = words_of(name, true);
    for (auto& word : words) word = folded(word);
    std::erase(words, "");
    return words;
}

}  // namespace

NameParts name_parts(std::string_view name) {
    const auto words = words_of(name);
    const auto count = words.size();
    if (count < 2 || !is_latin(name)) return {joined_words(words, 0, count), ""};
    auto family = count - 1;
    while (family > 1 && belongs_to_family(words[family - 1])) --family;
    return {joined_words(words, 0, family), joined_words(words, family, count)};
}

bool names_agree(std::string_view a, std::string_view b) {
    auto shorter = folded_words(a);
    auto longer = folded_words(b);
    if (shorter.size() > longer.size()) std::swap(shorter, longer);
    return std::ranges::all_of(shorter, [&](const std::string& word) {
        const auto at = std::ranges::find_if(longer, [&](const std::string& other) { return same_word(word, other); });
        if (at == longer.end()) return false;
        longer.erase(at);  // Each word of the longer one stands for one word.
        return true;
    });
}

}  // namespace hineni

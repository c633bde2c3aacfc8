#include "sync/people/junk.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "hineni/utf8.hpp"

namespace hineni {

namespace {

// Rows of keyboards, folded as names are: English, French, German, Russian, Hebrew, Arabic.
constexpr std::array<std::u32string_view, 17> rows{
    U"qwertyuiop", U"asdfghjkl",  U"zxcvbnm",    U"azertyuiop",   U"qsdfghjklm",  U"wxcvbn",
    U"qwertzuiop", U"yxcvbnm",    U"1234567890", U"ицукенгшщзхъ", U"фывапролджэ", U"ячсмитьбю",
    U"קראטוןםפ",   U"שדגכעיחלךף", U"זסבהנמצתץ",  U"ضصثقفغعهخحجد", U"شسيبلاتنمكط"};
constexpr std::size_t shortest_run = 4;
constexpr std::size_t shortest_repeated = 3;  // "asdasd"

std::u32string characters(std::string_view text) {
    std::u32string out;
    while (!text.empty()) {
        out.push_back(utf8::front(text));
        text.remove_prefix(std::max<std::size_t>(1, utf8::front_size(text)));
    }
    return out;
}

bool lies_in_a_row(std::u32string_view word) {
    const std::u32string back(word.rbegin(), word.rend());
    return std::ranges::any_of(rows, [&](std::u32string_view row) {
        return row.find(word) != std::u32string_view::npos || row.find(back) != std::u32string_view::npos;
    });
}

// "asdf", "poiuy", "asdasd", "qweqweq"
bool is_keyboard_run(std::u32string_view word) {
    if (word.size() >= shortest_run && lies_in_a_row(word)) return true;
    for (std::size_t by = shortest_repeated; 2 * by <= word.size(); ++by) {
        bool repeated = true;
        for (std::size_t i = by; i < word.size(); ++i) repeated = repeated && word[i] == word[i - by];
        if (repeated && lies_in_a_row(word.substr(0, by))) return true;
    }
    // The hand on the middle row, without a vowel: "sdfkjhg".
    constexpr std::size_t shortest_mash = 6;
    return word.size() >= shortest_mash && word.find_first_not_of(U"sdfghjkl") == std::u32string_view::npos;
}

}  // namespace

Junk junk_in(std::string_view typed, const std::vector<NameWord>& words) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    if (std::ranges::all_of(typed, is_space)) return Junk::None;
    std::u32string letters;
    bool runs = true;
    for (const auto& word : words) {
        const auto all = characters(word.own);
        runs = runs && is_keyboard_run(all);
        for (const auto c : all) {
            if (c > U'9') letters.push_back(c);
        }
    }
    if (letters.empty()) return Junk::NoLetters;
    const bool one_key = std::ranges::all_of(letters, [&](char32_t c) { return c == letters.front(); });
    if (one_key && letters.size() >= shortest_run && !words.front().syllables) return Junk::OneKey;
    return runs ? Junk::KeyboardRun : Junk::None;
}

}  // namespace hineni

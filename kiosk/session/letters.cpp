#include "kiosk/session/letters.hpp"

#include <algorithm>

#include "hineni/utf8.hpp"
#include "kiosk/session/tones.hpp"

namespace hineni::keyboard {

namespace {

constexpr float all = 12;          // Units in a row.
constexpr float narrow = 0.8125F;  // Of a key where there are 12 letters in a row: without a rest in binary.

// A mark alone is shown on a dotted circle.
Key plain(std::string_view inserts, float width) {
    const bool mark = is_mark(utf8::front(inserts));
    return {Does::Insert, mark ? "◌" + std::string(inserts) : std::string(inserts), std::string(inserts), width};
}

// The first `most` keys of a row of a table.
Row row_of(std::string_view keys, float width, std::size_t most = 12) {
    Row row;
    while (!keys.empty() && row.size() < most) {
        const auto end = std::min(keys.find(' '), keys.size());
        row.push_back(plain(keys.substr(0, end), width));
        keys.remove_prefix(std::min(end + 1, keys.size()));
    }
    return row;
}

void add_each(Row& row, std::string_view characters, float width) {
    for (; !characters.empty(); characters.remove_prefix(utf8::front_size(characters))) {
        row.push_back(plain(characters.substr(0, utf8::front_size(characters)), width));
    }
}

struct Widths {
    float key, side;
};
Widths widths_of(const Script& script) {
    if (script.columns == 10) return {1, 2};
    return {narrow, all - static_cast<float>(script.columns) * narrow};
}

std::string_view punctuation(const Up& up) {
    return up.kind == FieldKind::Name ? "'-.’" : script_of(up.letters).punctuation;
}

const LetterRows& letters_on(const Script& script, Layer layer) {
    switch (layer) {
        case Layer::Letters: return script.small;
        case Layer::Shifted: return script.capital;
        case Layer::Accents: return script.accents;
        case Layer::ShiftedAccents: return script.accents_capital;
        case Layer::Symbols: break;
    }
    return script.signs;
}

Key shift_key(const Script& script, float width) {
    if (script.capital[0].empty()) return plain(script.instead_of_shift, width);
    return {Does::Shift, "", "", width};
}

Key accents_key(const Up& up, const Script& script, float width) {
    if (up.layer == Layer::Accents || up.layer == Layer::ShiftedAccents) {
        return {Does::Letters, std::string(script.label), "", width};
    }
    return {Does::Accents, std::string(script.accents_label), "", width};
}

Key symbols_key(const Up& up, const Script& script, float width) {
    if (up.layer == Layer::Symbols) return {Does::Letters, std::string(script.label), "", width};
    return {Does::Symbols, script.offers ? "123" : "#+=", "", width};
}

// The keys at the right, from top to bottom.
std::vector<Key> sides(const Up& up, const Script& script, float width) {
    const bool text = up.kind == FieldKind::Text;
    const bool digits = text && !script.offers;  // Ten keys in any script.
    std::vector<Key> keys{{Does::Erase, "", "", digits ? 2 : width}, shift_key(script, width)};
    if (!text || digits) keys.push_back(accents_key(up, script, width));
    if (text) keys.push_back(symbols_key(up, script, width));
    return keys;
}

Row space_row(const Up& up, std::string_view beside) {
    const auto& script = script_of(up.letters);
    const auto [key, side] = widths_of(script);
    Row row{{Does::NextLetters, std::string(script_after(up.letters, up.home).label), "", side}};
    for (auto& tone : row_of(script.tones, key)) row.push_back(std::move(tone));
    const auto others = row.size() - 1 + utf8::count(beside);
    row.push_back({Does::Insert, "", " ", all - side - static_cast<float>(others) * key});
    add_each(row, beside, key);
    return row;
}

}  // namespace

const Script& script_of(const Language& language) {
    for (const auto& script : scripts) {
        if (script.languages.find(" " + language + " ") != std::string_view::npos) return script;
    }
    return scripts.front();
}

const Script& script_after(const Language& letters, const Language& home) {
    const auto& here = script_of(letters);
    const auto& own = script_of(home);
    if (&here == &own && &own != &scripts.front()) return scripts.front();
    auto place = static_cast<std::size_t>(&here - scripts.data()) + 1;
    if (place < scripts.size() && &scripts[place] == &own) ++place;
    return place < scripts.size() ? scripts[place] : own;
}

std::vector<Row> letter_keys(const Up& up) {
    const auto& script = script_of(up.letters);
    const auto& letters = letters_on(script, up.layer);
    const auto [key, side] = widths_of(script);
    const auto used = keys_in(script.small[2]);
    const auto after_letters = utf8::cut(punctuation(up), script.columns - used);
    const bool full = keys_in(letters[2]) == script.columns;

    std::vector<Row> rows;
    if (up.kind == FieldKind::Text && !script.offers) rows.push_back(row_of("1 2 3 4 5 6 7 8 9 0", 1));
    rows.push_back(row_of(letters[0], key));
    rows.push_back(row_of(letters[1], key));
    rows.push_back(row_of(letters[2], key, full ? script.columns : used));
    if (!full) add_each(rows.back(), after_letters, key);
    const auto right = sides(up, script, side);
    for (std::size_t row = 0; row < rows.size(); ++row) rows[row].push_back(right[row]);
    rows.push_back(space_row(up, punctuation(up).substr(after_letters.size())));
    return rows;
}

}  // namespace hineni::keyboard

#include "kiosk/session/keyboard.hpp"

#include <algorithm>
#include <array>
#include <deque>

#include "hineni/utf8.hpp"
#include "kiosk/session/scripts.hpp"

namespace hineni::keyboard {

namespace {

constexpr std::size_t letters_a_row = 10;
constexpr float side_width = 2;

const Script& script_of(const Language& language) {
    for (const auto& script : scripts) {
        if (script.languages.find(" " + language + " ") != std::string_view::npos) return script;
    }
    return scripts.front();
}

const Script& script_after(const Language& language) {
    const auto& here = script_of(language);
    const auto place = static_cast<std::size_t>(&here - scripts.data());
    return scripts[(place + 1) % scripts.size()];
}

Key plain(std::string_view inserts, float width = 1) {
    return {Does::Insert, std::string(inserts), std::string(inserts), width};
}
Key space(float width) {
    return {Does::Insert, "", " ", width};
}
Key erase(float width) {
    return {Does::Erase, "", "", width};
}

Row row_of(std::string_view characters, float width = 1) {
    Row row;
    while (!characters.empty()) {
        const auto size = utf8::front_size(characters);
        row.push_back(plain(characters.substr(0, size), width));
        characters.remove_prefix(size);
    }
    return row;
}

Row row_of(std::string_view characters, const Key& side) {
    auto row = row_of(characters);
    row.push_back(side);
    return row;
}

// ---- Digit pads

constexpr float pad_width = 3;

std::vector<Row> phone_pad() {
    auto top = row_of("123", pad_width);
    top.push_back(erase(pad_width));
    auto third = row_of("789", pad_width);
    third.push_back(space(pad_width));
    return {top, row_of("456+", pad_width), third, row_of("(0)-", pad_width)};
}

std::vector<Row> postal_code_pad() {
    auto top = row_of("123", pad_width);
    top.push_back(erase(pad_width));
    auto third = row_of("789", pad_width);
    third.push_back({Does::Letters, "ABC", "", pad_width});
    return {top, row_of("456-", pad_width), third, {plain("0", 2 * pad_width), space(2 * pad_width)}};
}

// Codes with letters are written in capitals, and in Latin letters all over the world.
std::vector<Row> postal_code_letters() {
    auto last = row_of("ZXCVBNM");
    last.push_back(space(3));
    last.push_back({Does::Symbols, "123", "", side_width});
    return {row_of("1234567890", erase(side_width)), row_of("QWERTYUIOP", plain("-", side_width)),
            row_of("ASDFGHJKL", plain("/", side_width + 1)), last};
}

// ---- E-mail: what RFC 5321 lets into an address, less what nobody has.

std::vector<Row> email_keys(Layer layer) {
    const bool shifted = layer == Layer::Shifted;
    const Key shift{Does::Shift, "", "", side_width};
    auto last = row_of(shifted ? "ZXCVBNM.-+" : "zxcvbnm.-+");
    last.push_back(plain(".com"));
    last.push_back(plain(".org"));
    return {row_of("1234567890", erase(side_width)), row_of(shifted ? "QWERTYUIOP" : "qwertyuiop", shift),
            row_of(shifted ? "ASDFGHJKL_" : "asdfghjkl_", plain("@", side_width)), last};
}

// ---- Names and free text

std::string_view punctuation(const Up& up) {
    return up.kind == FieldKind::Name ? "'-.’" : script_of(up.letters).punctuation;
}

// The third row is cut to what a script leaves of it, so that the punctuation keeps its place.
constexpr std::array<std::string_view, 3> symbols{"@#$%&*()/\\", "+=_<>[]{}~", ":;\"’|^€£°"};

const std::array<std::string_view, 3>& letters_on(const Script& script, Layer layer) {
    switch (layer) {
        case Layer::Letters: return script.small;
        case Layer::Shifted: return script.capital;
        case Layer::Accents: return script.accents;
        case Layer::ShiftedAccents: return script.accents_capital;
        case Layer::Symbols: break;
    }
    return symbols;
}

// The keys at the right of the three rows of letters: Shift, Accents, and Symbols where there are any.
std::array<Key, 3> sides(const Up& up, const Script& script) {
    const bool accents = up.layer == Layer::Accents || up.layer == Layer::ShiftedAccents;
    Key shift{Does::Shift, "", "", side_width};
    Key accent = accents ? Key{Does::Letters, std::string(script.label), "", side_width}
                         : Key{Does::Accents, "áñü", "", side_width};
    if (script.capital[0].empty()) shift = plain(script.instead_of_shift, side_width);
    if (script.accents[0].empty()) accent = plain(script.instead_of_accents, side_width);
    Key symbol = up.layer == Layer::Symbols ? Key{Does::Letters, std::string(script.label), "", side_width}
                                            : Key{Does::Symbols, "#+=", "", side_width};
    return {shift, accent, symbol};
}

Row space_row(const Up& up, std::string_view beside) {
    constexpr float all = letters_a_row + side_width;
    Row row{{Does::NextLetters, std::string(script_after(up.letters).label), "", side_width}};
    row.push_back(space(all - side_width - static_cast<float>(utf8::count(beside))));
    for (auto& key : row_of(beside)) row.push_back(key);
    return row;
}

std::vector<Row> text_keys(const Up& up) {
    const auto& script = script_of(up.letters);
    const auto& letters = letters_on(script, up.layer);
    const auto free = letters_a_row - utf8::count(script.small[2]);
    const auto after_letters = utf8::cut(punctuation(up), free);
    const bool full = utf8::count(letters[2]) == letters_a_row;
    std::string third(full ? letters[2] : utf8::cut(letters[2], letters_a_row - free));
    if (!full) third += after_letters;

    const auto side = sides(up, script);
    std::vector<Row> all;
    if (up.kind == FieldKind::Text) {
        all.push_back(row_of("1234567890", erase(side_width)));
        all.push_back(row_of(letters[0], side[0]));
        all.push_back(row_of(letters[1], side[1]));
        all.push_back(row_of(third, side[2]));
    } else {
        all.push_back(row_of(letters[0], erase(side_width)));
        all.push_back(row_of(letters[1], side[0]));
        all.push_back(row_of(third, side[1]));
    }
    all.push_back(space_row(up, punctuation(up).substr(after_letters.size())));
    return all;
}

bool is_name(FieldKind kind) {
    return kind == FieldKind::Name;
}
bool writes_letters(FieldKind kind) {
    return kind == FieldKind::Name || kind == FieldKind::Text;
}

// Capitals where a word of a name starts.
Layer resting_layer(FieldKind kind, const Language& letters, std::string_view text_before_caret) {
    const bool has_capitals = !script_of(letters).capital[0].empty();
    if (!is_name(kind) || !has_capitals) return Layer::Letters;
    const bool starts = text_before_caret.empty() || text_before_caret.back() == ' ' || text_before_caret.back() == '-';
    return starts ? Layer::Shifted : Layer::Letters;
}

Layer shifted(Layer layer) {
    switch (layer) {
        case Layer::Letters: return Layer::Shifted;
        case Layer::Shifted: return Layer::Letters;
        case Layer::Accents: return Layer::ShiftedAccents;
        case Layer::ShiftedAccents: return Layer::Accents;
        case Layer::Symbols: break;
    }
    return layer;
}

}  // namespace

std::vector<Row> rows(const Up& up) {
    switch (up.kind) {
        case FieldKind::Phone: return phone_pad();
        case FieldKind::PostalCode: return up.layer == Layer::Symbols ? postal_code_pad() : postal_code_letters();
        case FieldKind::Email: return email_keys(up.layer);
        case FieldKind::Name:
        case FieldKind::Text: return text_keys(up);
        case FieldKind::Choice:
        case FieldKind::Choices:
        case FieldKind::YesNo: break;
    }
    return {};
}

Up for_field(FieldKind kind, const Language& language, std::string_view text_before_caret) {
    const bool pad = kind == FieldKind::Phone || kind == FieldKind::PostalCode;
    const Language letters = writes_letters(kind) ? language : Language(scripts.front().language);
    return {kind, letters, pad ? Layer::Symbols : resting_layer(kind, letters, text_before_caret)};
}

Up after(const Up& up, const Key& key, std::string_view text_before_caret) {
    Up next = up;
    switch (key.does) {
        case Does::Insert:
        case Does::Erase:
            // A symbol or a digit is seldom alone; a capital or an accent mostly is.
            if (up.layer != Layer::Symbols && up.kind != FieldKind::PostalCode) {
                next.layer = resting_layer(up.kind, up.letters, text_before_caret);
            }
            break;
        case Does::Shift: next.layer = shifted(up.layer); break;
        case Does::Accents: next.layer = up.layer == Layer::Shifted ? Layer::ShiftedAccents : Layer::Accents; break;
        case Does::Symbols: next.layer = Layer::Symbols; break;
        case Does::Letters:
            next.layer = up.layer == Layer::ShiftedAccents ? Layer::Shifted
                         : up.layer == Layer::Accents      ? Layer::Letters
                                                           : resting_layer(up.kind, up.letters, text_before_caret);
            break;
        case Does::NextLetters:
            next.letters = script_after(up.letters).language;
            if (up.layer != Layer::Symbols) next.layer = resting_layer(up.kind, next.letters, text_before_caret);
            break;
    }
    return next;
}

std::optional<std::vector<Key>> taps_for(char32_t character, const Up& up, std::string_view text_before_caret) {
    struct Way {
        Up up;
        std::vector<Key> taps;
    };
    const auto wanted = utf8::encode(character);
    std::vector<Up> seen{up};
    std::deque<Way> ways{{up, {}}};
    while (!ways.empty()) {
        const auto way = std::move(ways.front());
        ways.pop_front();
        for (const auto& row : rows(way.up)) {
            for (const auto& key : row) {
                auto taps = way.taps;
                taps.push_back(key);
                if (key.does == Does::Insert && key.inserts == wanted) return taps;
                if (key.does == Does::Insert || key.does == Does::Erase) continue;
                auto then = after(way.up, key, text_before_caret);
                if (std::find(seen.begin(), seen.end(), then) != seen.end()) continue;
                seen.push_back(then);
                ways.push_back({std::move(then), std::move(taps)});
            }
        }
    }
    return std::nullopt;
}

}  // namespace hineni::keyboard

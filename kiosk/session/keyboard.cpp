#include "kiosk/session/keyboard.hpp"

#include <algorithm>
#include <deque>

#include "hineni/utf8.hpp"
#include "kiosk/session/letters.hpp"
#include "kiosk/session/tones.hpp"

namespace hineni::keyboard {

namespace {

constexpr float side_width = 2;

Key one(std::string_view inserts, float width = 1) {
    return {Does::Insert, std::string(inserts), std::string(inserts), width};
}
Key space(float width) {
    return {Does::Insert, "", " ", width};
}
Key erase(float width) {
    return {Does::Erase, "", "", width};
}

Row each_of(std::string_view characters, float width = 1) {
    Row row;
    while (!characters.empty()) {
        const auto size = utf8::front_size(characters);
        row.push_back(one(characters.substr(0, size), width));
        characters.remove_prefix(size);
    }
    return row;
}

Row each_of(std::string_view characters, const Key& side) {
    auto row = each_of(characters);
    row.push_back(side);
    return row;
}

// ---- Digit pads

constexpr float pad_width = 3;

std::vector<Row> phone_pad() {
    auto top = each_of("123", pad_width);
    top.push_back(erase(pad_width));
    auto third = each_of("789", pad_width);
    third.push_back(space(pad_width));
    return {top, each_of("456+", pad_width), third, each_of("(0)-", pad_width)};
}

std::vector<Row> postal_code_pad() {
    auto top = each_of("123", pad_width);
    top.push_back(erase(pad_width));
    auto third = each_of("789", pad_width);
    third.push_back({Does::Letters, "ABC", "", pad_width});
    return {top, each_of("456-", pad_width), third, {one("0", 2 * pad_width), space(2 * pad_width)}};
}

// Codes with letters are written in capitals, and in Latin letters all over the world.
std::vector<Row> postal_code_letters() {
    auto last = each_of("ZXCVBNM");
    last.push_back(space(3));
    last.push_back({Does::Symbols, "123", "", side_width});
    return {each_of("1234567890", erase(side_width)), each_of("QWERTYUIOP", one("-", side_width)),
            each_of("ASDFGHJKL", one("/", side_width + 1)), last};
}

// ---- E-mail: what RFC 5321 lets into an address, less what nobody has.

std::vector<Row> email_keys(Layer layer) {
    const bool shifted = layer == Layer::Shifted;
    const Key shift{Does::Shift, "", "", side_width};
    auto last = each_of(shifted ? "ZXCVBNM.-+" : "zxcvbnm.-+");
    last.push_back(one(".com"));
    last.push_back(one(".org"));
    return {each_of("1234567890", erase(side_width)), each_of(shifted ? "QWERTYUIOP" : "qwertyuiop", shift),
            each_of(shifted ? "ASDFGHJKL_" : "asdfghjkl_", one("@", side_width)), last};
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
        case FieldKind::Text: return letter_keys(up);
        case FieldKind::Choice:
        case FieldKind::Choices:
        case FieldKind::Chapter:
        case FieldKind::YesNo: break;
    }
    return {};
}

Up for_field(FieldKind kind, const Language& language, std::string_view text_before_caret) {
    const bool pad = kind == FieldKind::Phone || kind == FieldKind::PostalCode;
    const Language letters = writes_letters(kind) ? language : Language(scripts.front().language);
    const auto layer = pad ? Layer::Symbols : resting_layer(kind, letters, text_before_caret);
    return {.kind = kind, .letters = letters, .layer = layer, .home = letters};
}

Up after(const Up& up, const Key& key, std::string_view text_before_caret) {
    Up next = up;
    next.page = key.does == Does::More ? up.page + 1 : 0;
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
            next.letters = script_after(up.letters, up.home).language;
            if (up.layer != Layer::Symbols) next.layer = resting_layer(up.kind, next.letters, text_before_caret);
            break;
        case Does::More: break;
    }
    return next;
}

namespace {

// Breadth first through layers and scripts, to the key that inserts all of `wanted`.
std::optional<std::vector<Key>> taps_to(std::string_view wanted, const Up& up, std::string_view text_before_caret) {
    struct Way {
        Up up;
        std::vector<Key> taps;
    };
    std::vector<Up> seen{up};
    std::deque<Way> ways{{up, {}}};
    while (!ways.empty()) {
        const auto way = std::move(ways.front());
        ways.pop_front();
        for (const auto& row : rows(way.up)) {
            for (const auto& key : row) {
                const bool found = key.does == Does::Insert && key.inserts == wanted;
                if (!found && (key.does == Does::Insert || key.does == Does::Erase)) continue;
                auto taps = way.taps;
                taps.push_back(key);
                if (found) return taps;
                auto then = after(way.up, key, text_before_caret);
                if (std::find(seen.begin(), seen.end(), then) != seen.end()) continue;
                seen.push_back(then);
                ways.push_back({std::move(then), std::move(taps)});
            }
        }
    }
    return std::nullopt;
}

std::optional<std::vector<Key>> taps_to(const Toned& letter, const Up& up, std::string_view text_before_caret) {
    const auto vowel = utf8::encode(letter.vowel);
    auto taps = taps_to(vowel, up, text_before_caret);
    if (!taps) return std::nullopt;
    auto then = up;
    for (const auto& key : *taps) then = after(then, key, key.does == Does::Insert ? vowel : text_before_caret);
    const auto tone = taps_to(utf8::encode(letter.tone), then, vowel);
    if (!tone) return std::nullopt;
    taps->insert(taps->end(), tone->begin(), tone->end());
    return taps;
}

}  // namespace

std::optional<std::vector<Key>> taps_for(char32_t character, const Up& up, std::string_view text_before_caret) {
    auto straight = taps_to(utf8::encode(character), up, text_before_caret);
    const auto parts = apart(character);
    if (!parts || (straight && straight->size() <= 2)) return straight;
    auto with_tone = taps_to(*parts, up, text_before_caret);
    return straight && (!with_tone || straight->size() <= with_tone->size()) ? straight : with_tone;
}

}  // namespace hineni::keyboard

#include "sync/desk/json_reader.hpp"

#include <charconv>

#include "hineni/utf8.hpp"

namespace hineni {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

int hex_digit(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

constexpr std::string_view escaped_letters = "\"\\/bfnrt";
constexpr std::string_view what_they_mean = "\"\\/\b\f\n\r\t";

bool is_first_half(unsigned unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}
bool is_second_half(unsigned unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

void append_utf8(char32_t c, std::string& out) {
    const auto byte = [&](char32_t bits) { out += static_cast<char>(static_cast<unsigned char>(bits)); };
    const auto tail = [&](unsigned shift) { byte(0x80U | (c >> shift & 0x3FU)); };
    if (c < 0x80) return byte(c);
    if (c < 0x800) {
        byte(0xC0U | c >> 6U);
    } else if (c < 0x10000) {
        byte(0xE0U | c >> 12U);
        tail(6);
    } else {
        byte(0xF0U | c >> 18U);
        tail(12);
        tail(6);
    }
    tail(0);
}

}  // namespace

JsonReader::JsonReader(std::string_view text) : text_(text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
}

bool JsonReader::fails() {
    well_ = false;
    at_ = text_.size();
    return false;
}

char JsonReader::next() {
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t') return c;
        ++at_;
    }
    return '\0';
}

bool JsonReader::ends() {
    if (next() != '\0' || at_ != text_.size()) fails();
    return well_;
}

// What is no such bracket is passed over.
bool JsonReader::opens(char bracket) {
    if (next() != bracket) {
        pass_over();
        return false;
    }
    ++at_;
    return true;
}

bool JsonReader::closes(char bracket) {
    if (next() != bracket) return false;
    ++at_;
    return true;
}

// True after a comma, false after the closing bracket.
bool JsonReader::goes_on(char bracket) {
    if (closes(',')) return well_;
    if (!closes(bracket)) fails();
    return false;
}

std::optional<std::string_view> JsonReader::take_name(std::string& room) {
    if (next() != '"') fails();
    const auto name = take_text(room);
    if (!closes(':')) fails();
    if (!well_) return std::nullopt;
    static_cast<void>(next());  // So that what is not taken is seen not to be.
    return name;
}

std::optional<std::string_view> JsonReader::take_text(std::string& room) {
    if (next() != '"') {
        pass_over();
        return std::nullopt;
    }
    const auto begin = at_ + 1;
    if (!pass_over_text()) return std::nullopt;
    const auto inside = text_.substr(begin, at_ - 1 - begin);
    return escapes_ ? spelled_out(inside, room) : inside;
}

std::optional<std::int64_t> JsonReader::take_whole() {
    const char c = next();
    bool whole = c == '-' || is_digit(c);
    if (!whole) {
        pass_over();
        return std::nullopt;
    }
    const auto begin = at_;
    if (!pass_over_number(whole) || !whole) return std::nullopt;
    std::int64_t value = 0;
    const auto read = std::from_chars(text_.data() + begin, text_.data() + at_, value);
    if (read.ec != std::errc()) return std::nullopt;
    return value;
}

std::optional<bool> JsonReader::take_choice() {
    const char c = next();
    pass_over();
    if (!well_ || (c != 't' && c != 'f')) return std::nullopt;
    return c == 't';
}

bool JsonReader::take_null() {
    return next() == 'n' && pass_over_word("null");
}

// Without going deeper itself: a text of opening brackets must not use up the stack.
void JsonReader::pass_over() {
    std::string within;  // The brackets that are open.
    do {
        if (!pass_over_one(within)) return;
        while (!within.empty()) {
            const bool object = within.back() == '{';
            if (closes(',')) {
                std::string room;
                if (object && !take_name(room)) return;
                break;
            }
            if (!closes(object ? '}' : ']')) {
                fails();
                return;
            }
            within.pop_back();
        }
    } while (!within.empty());
}

// A value whole, or an opening bracket with what stands before its first value.
bool JsonReader::pass_over_one(std::string& within) {
    for (;;) {
        const char c = next();
        bool whole = true;
        if (c == '"') return pass_over_text();
        if (c == 't') return pass_over_word("true");
        if (c == 'f') return pass_over_word("false");
        if (c == 'n') return pass_over_word("null");
        if (c == '-' || is_digit(c)) return pass_over_number(whole);
        if (c != '{' && c != '[') return fails();
        ++at_;
        if (closes(c == '{' ? '}' : ']')) return true;
        within += c;
        std::string room;
        if (c == '{' && !take_name(room)) return false;
    }
}

bool JsonReader::pass_over_word(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return fails();
    at_ += word.size();
    return true;
}

bool JsonReader::digits() {
    if (at_ >= text_.size() || !is_digit(text_[at_])) return fails();
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    return true;
}

bool JsonReader::pass_over_number(bool& whole) {
    const auto is = [&](char c) { return at_ < text_.size() && text_[at_] == c; };
    if (is('-')) ++at_;
    if (is('0')) {
        ++at_;
    } else if (!digits()) {
        return false;
    }
    if (is('.')) {
        whole = false;
        ++at_;
        if (!digits()) return false;
    }
    if (is('e') || is('E')) {
        whole = false;
        ++at_;
        if (is('+') || is('-')) ++at_;
        return digits();
    }
    return true;
}

bool JsonReader::pass_over_text() {
    escapes_ = false;
    ++at_;
    while (at_ < text_.size()) {
        const auto c = static_cast<unsigned char>(text_[at_]);
        if (c == '"') {
            ++at_;
            return true;
        }
        if (c == '\\') {
            escapes_ = true;
            if (!pass_over_escape()) return false;
        } else if (c < 0x20) {
            return fails();
        } else if (c < 0x80) {
            ++at_;
        } else {
            const auto size = utf8::front_size(text_.substr(at_));
            if (size == 0) return fails();
            at_ += size;
        }
    }
    return fails();
}

std::optional<unsigned> JsonReader::four_hex(std::size_t at) const {
    if (text_.size() - at < 4) return std::nullopt;
    unsigned unit = 0;
    for (const char c : text_.substr(at, 4)) {
        const auto value = hex_digit(c);
        if (value < 0) return std::nullopt;
        unit = unit << 4U | static_cast<unsigned>(value);
    }
    return unit;
}

bool JsonReader::pass_over_escape() {
    if (text_.size() - at_ < 2) return fails();
    const char letter = text_[at_ + 1];
    at_ += 2;
    if (letter != 'u') return escaped_letters.find(letter) != std::string_view::npos || fails();
    const auto unit = four_hex(at_);
    if (!unit || is_second_half(*unit)) return fails();
    at_ += 4;
    if (!is_first_half(*unit)) return true;
    if (!text_.substr(at_).starts_with("\\u")) return fails();
    const auto second = four_hex(at_ + 2);
    if (!second || !is_second_half(*second)) return fails();
    at_ += 6;
    return true;
}

// Of what was passed over already: it is well.
std::string_view JsonReader::spelled_out(std::string_view escaped, std::string& room) const {
    room.clear();
    const auto begin = static_cast<std::size_t>(escaped.data() - text_.data());
    for (std::size_t i = 0; i < escaped.size(); ++i) {
        if (escaped[i] != '\\') {
            room += escaped[i];
            continue;
        }
        const char letter = escaped[++i];
        if (letter != 'u') {
            room += what_they_mean[escaped_letters.find(letter)];
            continue;
        }
        char32_t c = *four_hex(begin + i + 1);
        i += 4;
        if (is_first_half(c)) {
            c = 0x10000 + ((c - 0xD800) << 10U) + (*four_hex(begin + i + 3) - 0xDC00);
            i += 6;
        }
        append_utf8(c, room);
    }
    return room;
}

}  // namespace hineni

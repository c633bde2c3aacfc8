// UTF-8, whole and in pieces.
//
// Held against it: what is well-formed is so to another reader of the same rules (RFC 3629, in the table of its section
// 4), and is put together again byte for byte; nothing is ever cut within a character.
#include "hineni/utf8.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

// By value: decoded first, judged afterwards. 0: not well-formed.
std::size_t size_by_value(std::string_view text) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto lead = at(0);
    const std::size_t size = lead < 0x80 ? 1 : lead >> 5U == 6 ? 2 : lead >> 4U == 14 ? 3 : lead >> 3U == 30 ? 4 : 0;
    if (size < 2 || size > text.size()) return size > text.size() ? 0 : size;
    char32_t value = lead & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if (at(i) >> 6U != 2) return 0;
        value = value << 6U | (at(i) & 63U);
    }
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    return value < least[size] || surrogate || value > 0x10FFFF ? 0 : size;
}

}  // namespace

void utf_8(BytesView input) {
    const auto text = as_text(input);
    std::size_t at = 0;
    std::size_t characters = 0;
    std::string together;
    while (at < text.size()) {
        const auto size = utf8::front_size(text.substr(at));
        promise(size == size_by_value(text.substr(at)), "well-formed to one reader and not to the other");
        if (size == 0) break;
        together += utf8::encode(utf8::front(text.substr(at)));
        at += size;
        ++characters;
    }
    promise(together == text.substr(0, at), "what was taken apart is put together differently");
    promise(utf8::valid(text) == (at == text.size()), "valid as a whole and not in pieces, or the other way round");
    if (at < text.size()) {
        promise(utf8::front(text.substr(at)) == 0xFFFD, "a character where there is none");
        return;
    }
    promise(utf8::count(text) == characters, "another number of characters than there are");
    for (std::size_t most = 0; most <= characters && most < 40; ++most) {
        const auto cut = utf8::cut(text, most);
        promise(utf8::valid(cut) && utf8::count(cut) == most, "a text is cut within a character");
    }
    const auto shorter = utf8::without_last(text);
    promise(utf8::valid(text.substr(0, shorter)), "the last character is taken away in pieces");
    promise(characters == 0 || utf8::count(text.substr(0, shorter)) == characters - 1,
            "more than one character is taken");
}

}  // namespace hineni::fuzz

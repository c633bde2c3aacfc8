// Characters in UTF-8 (RFC 3629), counted and cut whole. A character here is one code point: what a person
// sees as one letter may be several (a letter and its accent), and cutting never splits a code point.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hineni::utf8 {

// Length in bytes of the well-formed character at the front of `text`; 0 where the front is not well-formed
// (overlong, surrogate, above U+10FFFF, cut off) or the text is empty.
[[nodiscard]] constexpr std::size_t front_size(std::string_view text) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto tail = [&](std::size_t i) { return i < text.size() && (at(i) & 0xC0U) == 0x80U; };
    if (text.empty()) return 0;
    const unsigned lead = at(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (!tail(1) || !tail(2)) return 0;
        if (lead == 0xE0 && at(1) < 0xA0) return 0;
        if (lead == 0xED && at(1) > 0x9F) return 0;
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (!tail(1) || !tail(2) || !tail(3)) return 0;
        if (lead == 0xF0 && at(1) < 0x90) return 0;
        if (lead == 0xF4 && at(1) > 0x8F) return 0;
        return 4;
    }
    return 0;
}

// The character at the front; U+FFFD where it is not well-formed.
[[nodiscard]] constexpr char32_t front(std::string_view text) {
    const auto bits = [&](std::size_t i, unsigned mask) {
        return static_cast<char32_t>(static_cast<unsigned char>(text[i]) & mask);
    };
    switch (front_size(text)) {
        case 1: return bits(0, 0x7F);
        case 2: return bits(0, 0x1F) << 6U | bits(1, 0x3F);
        case 3: return bits(0, 0x0F) << 12U | bits(1, 0x3F) << 6U | bits(2, 0x3F);
        case 4: return bits(0, 0x07) << 18U | bits(1, 0x3F) << 12U | bits(2, 0x3F) << 6U | bits(3, 0x3F);
        default: return 0xFFFD;
    }
}

[[nodiscard]] constexpr bool valid(std::string_view text) {
    while (!text.empty()) {
        const auto size = front_size(text);
        if (size == 0) return false;
        text.remove_prefix(size);
    }
    return true;
}

// Number of characters in valid text.
[[nodiscard]] constexpr std::size_t count(std::string_view text) {
    std::size_t characters = 0;
    for (const char byte : text) characters += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1 : 0;
    return characters;
}

// The longest front of valid text with at most `characters` characters.
[[nodiscard]] constexpr std::string_view cut(std::string_view text, std::size_t characters) {
    std::size_t end = 0;
    while (characters > 0 && end < text.size()) {
        const auto size = front_size(text.substr(end));
        if (size == 0) break;
        end += size;
        --characters;
    }
    return text.substr(0, end);
}

// Bytes of valid text before its last character.
[[nodiscard]] constexpr std::size_t without_last(std::string_view text) {
    std::size_t end = text.size();
    while (end > 0) {
        --end;
        if ((static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U) break;
    }
    return end;
}

[[nodiscard]] inline std::string encode(char32_t c) {
    const auto byte = [](char32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
    if (c < 0x80) return {byte(c)};
    if (c < 0x800) return {byte(0xC0U | c >> 6U), byte(0x80U | (c & 0x3FU))};
    if (c < 0x10000) return {byte(0xE0U | c >> 12U), byte(0x80U | (c >> 6U & 0x3FU)), byte(0x80U | (c & 0x3FU))};
    return {byte(0xF0U | c >> 18U), byte(0x80U | (c >> 12U & 0x3FU)), byte(0x80U | (c >> 6U & 0x3FU)),
            byte(0x80U | (c & 0x3FU))};
}

static_assert(count("Núñez") == 5);
static_assert(cut("Núñez", 2) == "Nú");
static_assert(!valid("\xC0\xAF") && !valid("\xED\xA0\x80") && !valid("N\xC3"));
static_assert(without_last("aé") == 1);

}  // namespace hineni::utf8

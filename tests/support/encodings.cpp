#include "tests/support/encodings.hpp"

#include "hineni/bytes.hpp"
#include "hineni/utf8.hpp"

namespace hineni {

namespace {

std::string utf16(std::string_view words, bool little_endian) {
    std::string out;
    const auto unit = [&](unsigned value) {
        const char high = static_cast<char>(value >> 8U);
        const char low = static_cast<char>(value & 0xFFU);
        out += little_endian ? low : high;
        out += little_endian ? high : low;
    };
    while (!words.empty()) {
        const auto c = static_cast<unsigned>(utf8::front(words));
        words.remove_prefix(std::max<std::size_t>(1, utf8::front_size(words)));
        if (c < 0x10000) {
            unit(c);
        } else {
            unit(0xD800 + ((c - 0x10000) >> 10U));
            unit(0xDC00 + ((c - 0x10000) & 0x3FFU));
        }
    }
    return out;
}

// Base64 of `skipped` unknown bytes and then the words, less the characters that those and what follows have a part in.
std::string base64(std::string_view words, std::size_t skipped) {
    static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::string padded = std::string(skipped, '\0') + std::string(words);
    std::string out;
    unsigned bits = 0;
    unsigned held = 0;
    for (const char byte : padded) {
        held = held << 8U | static_cast<unsigned char>(byte);
        bits += 8;
        for (; bits >= 6; bits -= 6) out += alphabet[held >> (bits - 6) & 63U];
    }
    return out.substr((skipped * 8 + 5) / 6);
}

std::string upper(std::string text) {
    for (char& c : text) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> encodings_of(std::string_view words) {
    return {{"utf8", std::string(words)},  {"utf16", utf16(words, true)},       {"utf16", utf16(words, false)},
            {"base64", base64(words, 0)},  {"base64", base64(words, 1)},        {"base64", base64(words, 2)},
            {"hex", hex(as_bytes(words))}, {"hex", upper(hex(as_bytes(words)))}};
}

}  // namespace hineni

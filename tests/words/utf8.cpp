#include "hineni/utf8.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace hineni;

TEST_CASE("cutting never splits a character") {
    const std::string words = "aé€😀שרה";
    for (std::size_t characters = 0; characters <= utf8::count(words) + 1; ++characters) {
        const auto front = utf8::cut(words, characters);
        CHECK(utf8::valid(front));
        CHECK(utf8::count(front) == std::min(characters, utf8::count(words)));
    }
}

TEST_CASE("every character survives encoding and reading back") {
    for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 37) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        const auto encoded = utf8::encode(c);
        REQUIRE(utf8::front_size(encoded) == encoded.size());
        REQUIRE(utf8::front(encoded) == c);
    }
}

TEST_CASE("what is not UTF-8 is found out") {
    for (const char* bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                            "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "abc\xE2\x82"}) {
        CHECK_FALSE(utf8::valid(bad));
    }
}

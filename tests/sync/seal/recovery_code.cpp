// The arithmetic under recovery words.
#include "sync/seal/recovery_code.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "hineni/seal.hpp"
#include "sync/seal/recovery.hpp"

using namespace hineni;

TEST_CASE("a fingerprint is said two bytes a word") {
    const Bytes bytes{0x7F, 0x00, 0x00, 0x01, 0xFF, 0xFF};
    CHECK(said_aloud(bytes) == "lusab-babad-zuzuz");
    CHECK(said_aloud({}).empty());
}

TEST_CASE("a recovery word is pronounced as proquints are") {
    CHECK(pronounceable(0x7F00) == "lusab");
    CHECK(pronounceable(0x0001) == "babad");
    CHECK(pronounceable(0xFFFF) == "zuzuz");
    for (unsigned symbol = 0; symbol <= 0xFFFF; ++symbol) {
        const auto word = pronounceable(static_cast<std::uint16_t>(symbol));
        const bool back = pronounced(word) == static_cast<std::uint16_t>(symbol);
        if (!back) FAIL(word);
    }
    for (const auto* none : {"", "lusa", "lusabb", "lesab", "lus b", "1usab", "l\xC3\xBAsa", "aaaaa", "bbbbb"}) {
        CHECK_FALSE(pronounced(none));
    }
}

TEST_CASE("words of another version of the program are known as such") {
    // The unwritten symbol is "h2": all three that check differ, each by its own weight.
    const RecoveryCode ours(Bytes(32, 0));
    auto theirs = ours;
    constexpr std::array<std::uint16_t, 3> weight{0x2988, 0xFAC1, 0xD34A};
    for (std::size_t i = 0; i < weight.size(); ++i) {
        theirs.set(16 + i, static_cast<std::uint16_t>(ours.at(16 + i) ^ weight[i]));
    }
    CHECK(theirs.of_another_version());
    std::string words;
    for (std::size_t i = 0; i < recovery_words_in_all; ++i) words += pronounceable(theirs.at(i)) + " ";
    CHECK(key_from_words(words).error().what ==
          "read recovery words: they were written by a newer version of this program");
}

#include "kiosk/session/tones.hpp"

#include "tests/kiosk/session/fingers.hpp"

using namespace hineni;
using namespace hineni::keyboard;

namespace {

Key mark(std::string_view inserts) {
    return {Does::Insert, "◌" + std::string(inserts), std::string(inserts), 1};
}

std::string joined(std::string before, std::string_view inserts) {
    const auto key = resolved(mark(inserts), before);
    before.resize(before.size() - key.takes);
    return before + key.inserts;
}

}  // namespace

TEST_CASE("a tone joins the vowel before the caret") {
    CHECK(joined("Nguyê", "\u0303") == "Nguyễ");
    CHECK(joined("A", "\u0301") == "Á");
    CHECK(joined("đă", "\u0323") == "đặ");
    CHECK(joined("thư", "\u0309") == "thử");
    CHECK(joined("y", "\u0300") == "ỳ");
    const auto key = resolved(mark("\u0303"), "Nguyê");
    CHECK(key.takes == 2);
    CHECK(key.does == Does::Insert);
}

TEST_CASE("a tone on a vowel that has one takes its place") {
    CHECK(joined("Nguyễ", "\u0301") == "Nguyế");
    CHECK(joined("á", "\u0301") == "á");
}

TEST_CASE("a tone with no vowel before it inserts nothing") {
    for (const char* before : {"", " ", "n", "Đ", "王", "-"}) {
        const auto key = resolved(mark("\u0301"), before);
        CHECK(key.inserts.empty());
        CHECK(key.takes == 0);
    }
}

TEST_CASE("points stand in the order of the normal form, whatever came first") {
    CHECK(joined("דָ", "ּ") == "דָּ");
    CHECK(joined("דּ", "ָ") == "דָּ");
    CHECK(joined("שׁ", "ָ") == "שָׁ");
    CHECK(joined("שּׁ", "ָ") == "שָּׁ");
    CHECK(joined("مّ", "َ") == "مَّ");
    CHECK(joined("مَ", "ّ") == "مَّ");
}

TEST_CASE("a point is there once, and on a letter") {
    CHECK(joined("דָ", "ָ") == "דָ");
    CHECK(joined("", "ָ").empty());
    CHECK(joined("ד ", "ָ") == "ד ");
    CHECK(joined("a", "ָ") == "a");
}

TEST_CASE("every other key is as it is") {
    for (const char* inserts : {"a", "ễ", "אַ", ".com", " ", "王"}) {
        const Key key{Does::Insert, inserts, inserts, 1};
        CHECK(resolved(key, "Nguyê") == key);
    }
    const Key erase{Does::Erase, "", "", 2};
    CHECK(resolved(erase, "a") == erase);
}

TEST_CASE("each vowel with a tone is taken apart, and no other letter") {
    const auto parts = apart(U'ễ');
    REQUIRE(parts.has_value());
    CHECK(parts->vowel == U'ê');
    CHECK(parts->tone == 0x303);
    CHECK_FALSE(apart(U'ê').has_value());
    CHECK_FALSE(apart(U'đ').has_value());
    CHECK_FALSE(apart(U'ñ').has_value());
}

#include "kiosk/widgets/keys.hpp"

#include "kiosk/text/text.hpp"
#include "tests/kiosk/session/fingers.hpp"

using namespace hineni;

TEST_CASE("no key of any script shows a box") {
    auto type = Typesetter::open().value();
    for (const auto kind :
         {FieldKind::Name, FieldKind::Email, FieldKind::Phone, FieldKind::PostalCode, FieldKind::Text}) {
        for (const auto& up : keyboard::all_up(kind, "en")) {
            for (const auto& row : keyboard::rows(up)) {
                for (const auto& key : row) {
                    const auto line = type.shape(key.label, {27, Weight::Medium}, Direction::LeftToRight);
                    for (const auto& glyph : line.glyphs) CHECK_MESSAGE(glyph.index != 0, key.label);
                }
            }
        }
    }
}

TEST_CASE("no character that pinyin stands for is a box") {
    auto type = Typesetter::open().value();
    for (const char* syllable : {"wang", "li", "shi", "yi", "zhuang", "nv", "e"}) {
        auto up = keyboard::for_field(FieldKind::Name, "zh");
        for (int page = 0; page < 60; ++page) {
            for (const auto& key : keyboard::offers(up, syllable, "", "zh")) {
                const auto line = type.shape(key.label, {27, Weight::Medium}, Direction::LeftToRight);
                REQUIRE(line.glyphs.size() == 1);
                CHECK_MESSAGE(line.glyphs[0].index != 0, key.label);
            }
            up = keyboard::after(up, {keyboard::Does::More, "…", "", 1}, syllable);
        }
    }
}

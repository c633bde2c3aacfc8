#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "kiosk/text/faces.hpp"
#include "tests/kiosk/text/type.hpp"

using namespace hineni;
using namespace hineni::sample;

namespace {

std::vector<std::uint32_t> glyphs(std::string_view text, Direction base) {
    std::vector<std::uint32_t> found;
    for (const auto& glyph : type().shape(text, style, base).glyphs) found.push_back(glyph.index);
    return found;
}

std::vector<float> stops(std::string_view text, Direction base) {
    std::vector<float> found;
    for (const auto& stop : type().shape(text, style, base).stops) found.push_back(stop.x);
    return found;
}

bool boxes(std::string_view text) {
    const auto line = type().shape(text, style, ltr);
    return std::any_of(line.glyphs.begin(), line.glyphs.end(), [](auto& glyph) { return glyph.index == 0; });
}

}  // namespace

TEST_CASE("every language of the kiosk has its letters") {
    for (const auto* text : {"Añadir tu nombre: ¿Cómo?", "Thêm tên của bạn", "Łódź Ďakujem", "Ajoute ton prénom œuvre",
                             "Добавить имя", "שָׁלוֹם עֲלֵיכֶם", "אַ ייִדישע גאַס", "السلام عليكم ورحمة الله", "١٢٣، ؟"}) {
        CAPTURE(text);
        CHECK_FALSE(boxes(text));
    }
}

TEST_CASE("everybody's name has its letters, in every weight") {
    for (const auto* name :
         {"María Núñez", "Nguyễn Thị Ánh", "Đặng Thuỳ Trâm", "Анна Щукина", "Фёдор Объедков", "فاطمة الزهراء",
          "محمد علي", "שרה לוי", "דָּוִד", "חיה־לאה שפּילבערג", "王小明", "Jean-Baptiste Françoise", "João Conceição",
          "Mèt Fènwa", "אַ אָ בֿ וּ יִ ײַ ײ ױ װ כּ פּ פֿ שׂ תּ", "لا آ أ إ ؤ ئ ة ى ١٢٣", "陳美麗，你好。"}) {
        CAPTURE(name);
        for (const auto weight : {Weight::Regular, Weight::Medium, Weight::SemiBold, Weight::Bold}) {
            for (const float size : {24.0F, 48.0F}) {
                for (const auto& glyph : type().shape(name, {size, weight}, ltr).glyphs) CHECK(glyph.index != 0);
            }
        }
    }
}

TEST_CASE("a character that no face has shows a box") {
    CHECK(boxes("\xF0\x9F\x82\xA1"));  // A playing card.
    CHECK(type().width("\xF0\x9F\x82\xA1", style, ltr) > 1);
}

TEST_CASE("width is what the line takes, and grows with the size") {
    const auto line = type().shape("Stand with us", style, ltr);
    CHECK(line.width > 100);
    CHECK(line.width == type().width("Stand with us", style, ltr));
    CHECK(type().width("Stand with us", {30, Weight::Regular}, ltr) == doctest::Approx(line.width * 30 / 24));
    CHECK(type().width("Stand with us", {24, Weight::Bold}, ltr) > line.width);
    CHECK(type().width("", style, ltr) == 0);
}

TEST_CASE("pairs of letters are kerned") {
    CHECK(type().width("AV", style, ltr) < type().width("A", style, ltr) + type().width("V", style, ltr) - 0.5F);
}

TEST_CASE("the caret stands before each letter and behind the last") {
    const auto line = type().shape("Núñez", style, ltr);
    REQUIRE(line.stops.size() == 6);
    CHECK(line.stops[0].x == 0);
    CHECK(line.stops[2].byte == 3);  // ú is two bytes.
    CHECK(line.stops[5].byte == 7);
    CHECK(line.stops[5].x == doctest::Approx(line.width));
    for (std::size_t i = 1; i < line.stops.size(); ++i) CHECK(line.stops[i].x > line.stops[i - 1].x);
}

TEST_CASE("the caret does not stand within a letter and its marks") {
    CHECK(stops("e\xCC\x81", ltr).size() == 2);                                     // e and an accent
    CHECK(stops("שָׁ", rtl).size() == 2);                                             // shin, dot, vowel
    CHECK(stops("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xA7", ltr).size() == 2);  // two pictures joined
    CHECK(stops("\xF0\x9F\x87\xB2\xF0\x9F\x87\xBD\xF0\x9F\x87\xBA\xF0\x9F\x87\xB8", ltr).size() == 3);  // two flags
    CHECK(stops("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", ltr).size() == 2);  // one Korean syllable
    CHECK(stops("", ltr).size() == 1);
}

TEST_CASE("Hebrew runs from right to left, and its caret with it") {
    const auto line = type().shape("דוד", style, rtl);
    REQUIRE(line.stops.size() == 4);
    CHECK(line.stops[0].x == doctest::Approx(line.width));
    CHECK(line.stops[3].x == doctest::Approx(0));
    CHECK(std::is_sorted(line.stops.rbegin(), line.stops.rend(), [](auto& a, auto& b) { return a.x < b.x; }));
}

TEST_CASE("in mixed text the caret stands where the next letter comes") {
    // On the glass: COHEN in Latin to the left of the Hebrew name that comes before it.
    const auto line = type().shape("דוד Cohen", style, rtl);
    const auto latin = type().width("Cohen", style, ltr);
    REQUIRE(line.stops.size() == 10);
    CHECK(line.stops[0].x == doctest::Approx(line.width));
    CHECK(line.stops[4].x == doctest::Approx(0));      // Before the C: the left end.
    CHECK(line.stops[9].x == doctest::Approx(latin));  // Behind the n.
    const auto space = type().shape("דוד ", style, rtl);
    CHECK(space.stops.back().x == doctest::Approx(0));  // A space at the end follows the paragraph.
}

TEST_CASE("numbers in Hebrew run from left to right") {
    const auto line = type().shape("טלפון 052", style, rtl);
    const auto n = line.stops.size();
    CHECK(line.stops[n - 4].x < line.stops[n - 3].x);
    CHECK(line.stops[n - 3].x < line.stops[n - 2].x);
}

TEST_CASE("brackets are mirrored where the text runs from right to left") {
    CHECK(glyphs("א(", rtl).front() == glyphs(")", ltr).front());
    CHECK(glyphs("(", ltr).front() != glyphs(")", ltr).front());
}

TEST_CASE("Arabic letters join, Hebrew points take no room") {
    const auto joined = glyphs("ببب", rtl);
    REQUIRE(joined.size() >= 3);
    CHECK(joined.front() != joined.back());
    CHECK(type().width("שָׁ", style, rtl) == doctest::Approx(type().width("ש", style, rtl)));
    // Lam and alef are one form; the caret still stands between them.
    const auto line = type().shape("لا", style, rtl);
    REQUIRE(line.stops.size() == 3);
    CHECK(line.stops[1].x > line.stops[2].x);
    CHECK(line.stops[1].x < line.stops[0].x);
}

TEST_CASE("a letter of Arabic has another form at the beginning than alone") {
    const auto alone = glyphs("م", rtl);
    const auto joined = glyphs("مح", rtl);  // From left to right: the last letter, then the first.
    REQUIRE(alone.size() == 1);
    REQUIRE(joined.size() == 2);
    CHECK(joined[1] != alone[0]);
    CHECK(joined[0] != glyphs("ح", rtl).front());
}

TEST_CASE("Chinese has its simplified forms, not those of Japan") {
    const char* file = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
    const auto in_face = [&](unsigned index) {
        const std::unique_ptr<hb_blob_t, FreeWith<hb_blob_destroy>> blob(hb_blob_create_from_file_or_fail(file));
        const std::unique_ptr<hb_face_t, FreeWith<hb_face_destroy>> face(hb_face_create(blob.get(), index));
        const std::unique_ptr<hb_font_t, FreeWith<hb_font_destroy>> font(hb_font_create(face.get()));
        hb_codepoint_t glyph = 0;
        CHECK(hb_font_get_nominal_glyph(font.get(), U'骨', &glyph));
        return glyph;
    };
    CHECK(in_face(0) != in_face(2));
    CHECK(glyphs("骨", ltr).at(0) == in_face(2));
}

TEST_CASE("points stand on their letter and take no room") {
    for (const auto& [pointed, plain] :
         {std::pair{"דָּוִד", "דוד"}, {"אַ", "א"}, {"שׂ", "ש"}, {"ײַ", "ײ"}, {"مُحَمَّد", "محمد"}}) {
        CAPTURE(pointed);
        const auto line = type().shape(pointed, style, rtl);
        CHECK(line.width == doctest::Approx(type().width(plain, style, rtl)));
        CHECK(line.stops.size() == type().shape(plain, style, rtl).stops.size());
        for (const auto& glyph : line.glyphs) {
            CHECK(glyph.x > -line.width);
            CHECK(glyph.x < line.width);
            CHECK(glyph.face == line.glyphs.front().face);
        }
    }
}

TEST_CASE("a mark alone stands in the middle of its dotted circle") {
    for (const auto* text : {"◌ָ", "◌ּ", "◌َ", "◌\u0303"}) {
        CAPTURE(text);
        const auto line = type().shape(text, {100, Weight::Regular}, ltr);
        REQUIRE(line.glyphs.size() == 2);
        CHECK(line.glyphs[0].face == line.glyphs[1].face);
        CHECK(line.width == doctest::Approx(type().width("◌", {100, Weight::Regular}, ltr)).epsilon(0.3));
        CHECK(line.stops.size() == 2);
    }
    // The dot of shin is at the right, that of sin at the left; the circle itself stands at 0.
    const auto shin = type().shape("◌ׁ", style, ltr);
    const auto sin = type().shape("◌ׂ", style, ltr);
    CHECK(shin.glyphs[0].x + shin.glyphs[1].x > sin.glyphs[0].x + sin.glyphs[1].x + style.size / 4);
}

TEST_CASE("isolates, marks of direction and control characters are not seen") {
    const float plain = type().width("7:30", style, ltr);
    CHECK(type().width("\xE2\x81\xA6"
                       "7:30\xE2\x81\xA9",
                       style, ltr) == doctest::Approx(plain));
    CHECK(type().width("7:30\xE2\x80\x8F", style, ltr) == doctest::Approx(plain));
    CHECK(type().width("7:30\n\r\x01\x7F", style, ltr) == doctest::Approx(plain));
    CHECK(type().width("a\tb", style, ltr) == doctest::Approx(type().width("a b", style, ltr)));
}

TEST_CASE("an isolate keeps an address in its own order") {
    // A phone number in Hebrew, in an isolate: its parts stay in order.
    const auto line = type().shape("א \xE2\x81\xA6(555) 010-4477\xE2\x81\xA9", style, rtl);
    const auto& s = line.stops;
    REQUIRE(s.size() == 19);  // 17 characters with the marks around the number, and one more.
    for (std::size_t i = 3; i + 3 < s.size(); ++i) CHECK(s[i].x < s[i + 1].x);
}

TEST_CASE("bytes that are not UTF-8 are shown as such and harm nothing") {
    for (const std::string_view broken : {"\xFF", "N\xC3", "\xED\xA0\x80", "a\xE2\x81", "\xC0\xAF"}) {
        const auto line = type().shape(broken, style, ltr);
        CHECK(line.width > 0);
        CHECK(line.stops.back().byte == broken.size());
    }
}

TEST_CASE("metrics are those of letters: capitals below the ascent, lines apart") {
    for (const float size : {18.0F, 24.0F, 60.0F}) {
        const auto m = type().metrics({size, Weight::Medium});
        CHECK(m.cap_height > size * 0.65F);
        CHECK(m.cap_height < m.ascent);
        CHECK(m.descent > 0);
        CHECK(m.height >= m.ascent + m.descent);
    }
}

TEST_CASE("the direction follows the language") {
    CHECK(direction_of("he") == rtl);
    CHECK(direction_of("yi") == rtl);
    CHECK(direction_of("ar-EG") == rtl);
    CHECK(direction_of("en") == ltr);
    CHECK(direction_of("es_MX") == ltr);
    CHECK(direction_of("") == ltr);
}

TEST_CASE("stops cover all of any text, in order") {
    for (const std::string_view text : {"Zoë ÉcoleǸ", "שלום (world) 12", "أهلا 12 b", "a\u0301\u0302 b"}) {
        for (const auto base : {ltr, rtl}) {
            const auto line = type().shape(text, style, base);
            CHECK(line.stops.front().byte == 0);
            CHECK(line.stops.back().byte == text.size());
            for (std::size_t i = 1; i < line.stops.size(); ++i) CHECK(line.stops[i].byte > line.stops[i - 1].byte);
            for (const auto& stop : line.stops) {
                CHECK(stop.x >= -0.01F);
                CHECK(stop.x <= line.width + 0.01F);
            }
        }
    }
}

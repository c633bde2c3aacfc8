#include "kiosk/session/scripts.hpp"

#include "tests/kiosk/session/fingers.hpp"

using namespace hineni;
using namespace hineni::keyboard;

namespace {

struct Alphabet {
    const char* language;
    std::string_view letters;
    std::vector<std::string_view> names;
};

const std::vector<Alphabet>& alphabets() {
    static const std::vector<Alphabet> all{
        {"en",
         "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
         {"Ada Lovelace", "Anne-Marie O’Neil", "J. R. Doe"}},
        {"es", "áéíóúüñÁÉÍÓÚÜÑ", {"María Núñez", "José Muñoz-Güell", "Ángela Ibáñez"}},
        {"he", "אבגדהוזחטיכךלמםנןסעפףצץקרשת׳״־ְֱֲֳִֵֶַָֹֻּׁׂ", {"שרה לוי", "דָּוִד", "בֶּן־צִיּוֹן שָׂשׂוֹן"}},
        {"yi", "אבגדהוזחטיכךלמםנןסעפףצץקרשתװױײַָּֿׂ", {"חיה־לאה שפּילבערג", "יִצחק אײַנשטײן", "שׂרה װײַס"}},
        {"ar", "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةىًٌٍَُِّْٰ٠١٢٣٤٥٦٧٨٩", {"فاطمة الزهراء", "محمد علي", "أُسَامَة إبراهيم"}},
        {"pt", "ãõáâàçéêíóôúÃÕÁÂÀÇÉÊÍÓÔÚ", {"João Conceição", "Antônio Araújo", "Vovó Inês"}},
        {"fr", "àâæçéèêëîïôœùûüÀÂÆÇÉÈÊËÎÏÔŒÙÛÜ", {"Jean-Baptiste Françoise", "Zoë Lefèvre", "Maël Cœur"}},
        {"ht", "àèòÀÈÒ", {"Mèt Fènwa", "Jan-Klòd", "Manno Chalmay"}},
        {"ru",
         "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
         {"Анна Щукина", "Фёдор Объедков", "Юлия Мышь-Цой"}},
        {"vi",
         "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵfjwzĂÂĐÊÔƠƯÁỨỄỴ",
         {"Nguyễn Thị Ánh", "Đặng Thuỳ Trâm", "Trần Hưng Đạo"}},
        {"zh", "abcdefghijklmnopqrstuvwxyz·，。？！、", {}},
    };
    return all;
}

}  // namespace

TEST_CASE("every letter of every language is typable from every layer of its script") {
    for (const auto& alphabet : alphabets()) {
        CAPTURE(alphabet.language);
        const auto own = for_field(FieldKind::Text, alphabet.language);
        for (const auto& up : all_up(FieldKind::Text, alphabet.language)) {
            if (up.letters != own.letters) continue;
            for (auto left = alphabet.letters; !left.empty(); left.remove_prefix(utf8::front_size(left))) {
                CHECK_MESSAGE(taps_for(utf8::front(left), up, "").has_value(), utf8::cut(left, 1));
            }
        }
    }
}

TEST_CASE("every script is typable from every layer of every other") {
    for (const auto& alphabet : alphabets()) {
        CAPTURE(alphabet.language);
        for (const auto& up : all_up(FieldKind::Name, alphabet.language)) {
            CHECK(taps_for(utf8::front(alphabet.letters), up, "").has_value());
        }
    }
}

TEST_CASE("one's own alphabet is at most three taps a letter") {
    for (const auto& alphabet : alphabets()) {
        CAPTURE(alphabet.language);
        const auto up = for_field(FieldKind::Text, alphabet.language);
        for (auto left = alphabet.letters; !left.empty(); left.remove_prefix(utf8::front_size(left))) {
            const auto taps = taps_for(utf8::front(left), up, "");
            REQUIRE_MESSAGE(taps.has_value(), utf8::cut(left, 1));
            CHECK_MESSAGE(taps->size() <= 3, utf8::cut(left, 1));
        }
    }
}

TEST_CASE("names typed key by key are these bytes, in normal form") {
    for (const auto& alphabet : alphabets()) {
        for (const auto name : alphabet.names) {
            CAPTURE(alphabet.language);
            CHECK(typed_by_key(name, FieldKind::Name, alphabet.language) == name);
            CHECK(typed_by_key(name, FieldKind::Text, alphabet.language) == name);
            CHECK(typed_by_key(name, FieldKind::Name, "en") == name);
        }
    }
}

TEST_CASE("e-mail and digit pads stay Latin in every language") {
    for (const auto& alphabet : alphabets()) {
        for (const auto kind : {FieldKind::Email, FieldKind::Phone, FieldKind::PostalCode}) {
            CHECK(rows(for_field(kind, alphabet.language)) == rows(for_field(kind, "en")));
        }
    }
}

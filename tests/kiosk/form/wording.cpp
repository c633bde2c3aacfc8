#include "kiosk/form/wording.hpp"

#include <map>

#include "kiosk/form/catalogue.hpp"
#include "kiosk/form/plural.hpp"
#include "tests/kiosk/form/packs.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

const std::string header = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n";

// A catalogue as msgfmt writes it, in either byte order. Sorted by key, as the format wants it.
std::string catalogue(const std::vector<std::pair<std::string, std::string>>& texts, bool big = false) {
    const auto number = [&](std::size_t value) {
        std::string out;
        for (int i = 0; i < 4; ++i) out.push_back(static_cast<char>(value >> (8 * (big ? 3 - i : i)) & 255U));
        return out;
    };
    const auto count = texts.size();
    std::string out = number(0x950412DE) + number(0) + number(count) + number(28) + number(28 + 8 * count) + number(0) +
                      number(28 + 16 * count);
    std::string strings;
    const auto begin = 28 + 16 * count;
    for (const auto& text : texts) {
        out += number(text.first.size()) + number(begin + strings.size());
        strings += text.first + '\0';
    }
    for (const auto& text : texts) {
        out += number(text.second.size()) + number(begin + strings.size());
        strings += text.second + '\0';
    }
    return out + strings;
}

const std::string plural_key = std::string("{n} person") + '\0' + "{n} people";
const std::string plural_words = std::string("{n} persona") + '\0' + "{n} personas";

Wording spanish(const std::string& mo) {
    TemporaryFolder folder;
    write(folder.path / "es.mo", mo);
    auto wording = Wording::open(folder.path, {"en", "es"});
    REQUIRE(wording);
    return std::move(*wording);
}

}  // namespace

TEST_CASE("a catalogue speaks in either byte order") {
    for (const bool big : {false, true}) {
        const auto wording = spanish(catalogue({{"", header}, {"Next", "Siguiente"}, {plural_key, plural_words}}, big));
        CHECK(wording.in("es", "Next") == "Siguiente");
        CHECK(wording.in("es", "{n} person", "{n} people", 1) == "{n} persona");
        CHECK(wording.in("es", "{n} person", "{n} people", 0) == "{n} personas");
        CHECK(wording.in("es", "{n} person", "{n} people", 850) == "{n} personas");
    }
}

TEST_CASE("what has no translation is said in English") {
    const auto wording = spanish(catalogue({{"", header}, {"Next", "Siguiente"}, {"Wait", ""}}));
    CHECK(wording.in("es", "Back") == "Back");
    CHECK(wording.in("es", "Wait") == "Wait");
    CHECK(wording.in("en", "Next") == "Next");
    CHECK(wording.in("yi", "Next") == "Next");
    CHECK(wording.in("es", "one thing", "many things", 1) == "one thing");
    CHECK(wording.in("es", "one thing", "many things", 2) == "many things");
}

TEST_CASE("a language without a catalogue speaks English, a folder without any as well") {
    const auto wording = Wording::open("/nowhere/at/all", {"en", "es"});
    REQUIRE(wording);
    CHECK(wording->in("es", "Next") == "Next");
}

TEST_CASE("a catalogue cut off anywhere is an error or says the same as before, never garbage") {
    const auto whole = catalogue({{"", header}, {"Next", "Siguiente"}});
    REQUIRE(Catalogue::read(whole));
    for (std::size_t end = 0; end < whole.size(); ++end) CHECK_FALSE(Catalogue::read(whole.substr(0, end)));
}

TEST_CASE("no byte of a catalogue can lead a reader astray") {
    const auto whole = catalogue({{"", header}, {"Next", "Siguiente"}, {plural_key, plural_words}});
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const int byte : {0x00, 0x01, 0x7F, 0x80, 0xFF}) {
            auto spoilt = whole;
            spoilt[at] = static_cast<char>(byte);
            if (const auto read = Catalogue::read(spoilt)) {
                CHECK(read->find("Next").size() < 100);
                CHECK(read->find("{n} person", 3).size() < 100);
            }
        }
    }
}

TEST_CASE("a damaged catalogue is an error that names the file and says what to do") {
    TemporaryFolder folder;
    write(folder.path / "es.mo", "not a catalogue");
    const auto wording = Wording::open(folder.path, {"en", "es"});
    REQUIRE_FALSE(wording);
    CHECK(wording.error().what ==
          "read the words of " + (folder.path / "es.mo").string() + ": not a compiled catalogue");
    CHECK(wording.error().hint.find("install the program again") != std::string::npos);
    CHECK_FALSE(Catalogue::read(catalogue({{"", header}, {"Next", "\xFF"}})));
    CHECK_FALSE(Catalogue::read(catalogue({{"", "charset=ISO-8859-1\n"}, {"Next", "Siguiente"}})));
    CHECK_FALSE(Catalogue::read(catalogue({{"", header + "Plural-Forms: x"}, {"Next", ""}}).substr(0, 60)));
}

static std::string forms(std::string_view rule, std::initializer_list<std::size_t> counts) {
    const auto read = PluralRule::read(rule);
    REQUIRE(read);
    std::string out;
    for (const auto count : counts) out += std::to_string(read->form_for(count));
    return out;
}

TEST_CASE("each language counts by its own rule") {
    CHECK(forms("nplurals=2; plural=n != 1;", {0, 1, 2}) == "101");
    CHECK(forms("nplurals=2; plural=(n > 1);", {0, 1, 2}) == "001");
    CHECK(forms("nplurals=1; plural=0;", {0, 1, 2}) == "000");
    CHECK(
        forms("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
              {1, 2, 5, 11, 12, 21, 22, 25, 101, 111, 112}) == "01222012022");
    CHECK(forms("nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
                {0, 1, 2, 3, 10, 11, 99, 100, 102, 103}) == "0123344553");
    CHECK(forms("nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n>10 && n%10==0) ? 2 : 3;", {1, 2, 3, 20, 21}) ==
          "01323");
    CHECK(forms("nplurals=3; plural=!(n-1) ? 0 : 1+4/2-1;", {1, 2}) == "02");
}

TEST_CASE("a rule that cannot be followed is refused") {
    for (const char* bad :
         {"", "nplurals=2;", "plural=n;", "nplurals=2; plural=n", "nplurals=2; plural=n ? 1",
          "nplurals=2; plural=(n!=1", "nplurals=2; plural=1/n*0;", "nplurals=2; plural=m!=1;", "nplurals=0; plural=0;",
          "nplurals=99; plural=0;", "nplurals=2; plural=n!=1 garbage;", "nplurals=2; plural=99999999999999999999;"}) {
        CAPTURE(bad);
        CHECK_FALSE(PluralRule::read(bad));
    }
    CHECK_FALSE(PluralRule::read("nplurals=1; plural=" + std::string(900, '(') + ";"));
    CHECK_FALSE(PluralRule::read("nplurals=1; plural=" + std::string(900, '!') + "1;"));
}

TEST_CASE("a blank in a sentence is filled wherever it stands") {
    CHECK(filled("Thank you, {name}.", "name", "María") == "Thank you, María.");
    CHECK(filled("{n} of {n}", "n", "3") == "3 of 3");
    CHECK(filled("{n}", "n", "{n}") == "{n}");
    CHECK(filled("none", "n", "3") == "none");
}

namespace {

struct Custom {
    std::string_view own_name, day, hour, number;
};

// Thursday 10 December 2026, half past six in the evening; 12840.
const std::map<Language, Custom> customs{
    {"en", {"English", "Thursday, December 10", "6:30 PM", "12,840"}},
    {"es", {"Español", "jueves, 10 de diciembre", "18:30", "12.840"}},
    {"he", {"עברית", "יום חמישי, 10 בדצמבר", "\u206618:30\u2069", "12,840"}},
    {"yi", {"ייִדיש", "דאָנערשטיק, 10טן דעצעמבער", "\u206618:30\u2069", "12,840"}},
    {"ar", {"العربية", "الخميس، 10 ديسمبر", "\u20666:30\u2069\u00A0م", "12,840"}},
    {"pt", {"Português", "quinta-feira, 10 de dezembro", "18:30", "12.840"}},
    {"fr", {"Français", "jeudi 10 décembre", "18:30", "12\u202F840"}},
    {"ht", {"Kreyòl ayisyen", "jedi 10 desanm", "18:30", "12\u00A0840"}},
    {"ru", {"Русский", "четверг, 10 декабря", "18:30", "12\u00A0840"}},
    {"vi", {"Tiếng Việt", "Thứ Năm, 10 tháng 12", "18:30", "12.840"}},
    {"zh", {"中文", "12月10日星期四", "18:30", "12,840"}},
    {"xx", {"xx", "Thursday, December 10", "6:30 PM", "12,840"}},
};

LocalTime at(int hour, int minute) {
    return {2026, 12, 10, hour, minute, -300};
}

LocalTime on(int month, int day) {
    return {2026, month, day, 0, 0, 0};
}

}  // namespace

TEST_CASE("each of eleven languages writes its name, a day, an hour and a number in its own way") {
    for (const auto& [language, custom] : customs) {
        CAPTURE(language);
        CHECK(own_name(language) == custom.own_name);
        CHECK(day_in(language, at(18, 30)) == custom.day);
        CHECK(time_in(language, at(18, 30)) == custom.hour);
        CHECK(number_in(language, 12840) == custom.number);
    }
}

TEST_CASE("numbers are grouped by three, and four digits stand together in Spanish") {
    CHECK(number_in("en", 0) == "0");
    CHECK(number_in("en", 999) == "999");
    CHECK(number_in("en", 1284) == "1,284");
    CHECK(number_in("en", 1234567) == "1,234,567");
    CHECK(number_in("es", 1284) == "1284");
    CHECK(number_in("es", 1234567) == "1.234.567");
    CHECK(number_in("pt", 1284) == "1.284");
}

TEST_CASE("a day falls on the right weekday, and is an ordinal where the language says it as one") {
    CHECK(day_in("en", {2028, 2, 29, 0, 0, 0}) == "Tuesday, February 29");
    CHECK(day_in("es", {2027, 1, 10, 0, 0, 0}) == "domingo, 10 de enero");
    CHECK(day_in("fr", on(12, 1)) == "mardi 1er décembre");
    CHECK(day_in("pt", on(12, 1)) == "terça-feira, 1º de dezembro");
    CHECK(day_in("ht", on(12, 1)) == "madi premye desanm");
    CHECK(day_in("yi", on(12, 2)) == "מיטוואָך, 2טן דעצעמבער");
    CHECK(day_in("yi", on(12, 20)) == "זונטיק, 20סטן דעצעמבער");
}

TEST_CASE("an hour is told on a clock of twelve in English and Arabic, and of twenty-four elsewhere") {
    CHECK(time_in("en", at(17, 0)) == "5 PM");
    CHECK(time_in("en", at(17, 5)) == "5:05 PM");
    CHECK(time_in("en", at(0, 0)) == "12 AM");
    CHECK(time_in("en", at(12, 30)) == "12:30 PM");
    CHECK(time_in("en", at(11, 59)) == "11:59 AM");
    CHECK(time_in("ar", at(0, 5)) == "\u206612:05\u2069\u00A0ص");
    CHECK(time_in("ar", at(17, 0)) == "\u20665:00\u2069\u00A0م");
    CHECK(time_in("es", at(9, 5)) == "9:05");
    CHECK(time_in("he", at(9, 5)) == "\u20669:05\u2069");
    CHECK(time_in("pt", at(9, 5)) == "09:05");
    CHECK(time_in("zh", at(0, 0)) == "00:00");
}

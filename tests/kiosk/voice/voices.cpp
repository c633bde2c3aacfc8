// Which languages have a voice, by a list as espeak-ng prints it.
#include "kiosk/voice/voices.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace hineni;

namespace {

const Voices some(
    "Pty Language       Age/Gender VoiceName          File                 Other Languages\n"
    " 5  cmn             --/M      Chinese_(Mandarin,_latin_as_English) sit/cmn              (zh-cmn 5)(zh 5)\n"
    " 5  cmn-latn-pinyin --/M      Chinese_(Mandarin,_latin_as_Pinyin) sit/cmn-Latn-pinyin  (zh-cmn 5)(zh 5)\n"
    " 2  en-us           --/M      English_(America)  gmw/en-US            (en 3)\n"
    " 5  es              --/M      Spanish_(Spain)    roa/es               \n"
    " 5  he              --/M      Hebrew             sem/he               \n"
    " 5  ht              --/M      Haitian_Creole     roa/ht               \n");

}  // namespace

TEST_CASE("a language speaks with the voice that is meant, or the next best") {
    CHECK(some.of("en") == "en-us");
    CHECK(some.of("es") == "es");  // The voice of Latin America is not in this list.
    CHECK(some.of("ht") == "ht");
}

TEST_CASE("Chinese has the voice that reads characters, not the one that spells them in English") {
    CHECK(some.of("zh") == "cmn-latn-pinyin");
}

TEST_CASE("a language without a voice that can be understood has none") {
    CHECK_FALSE(some.of("yi"));
    CHECK_FALSE(some.of("he"));  // Consonants alone.
    CHECK_FALSE(some.of("Pty"));
    CHECK_FALSE(Voices("").of("en"));
}

TEST_CASE("speed and volume have five steps, each faster and louder than the one before") {
    const auto number_after = [](const std::vector<std::string>& all, const char* option) {
        return std::stoi(*(std::find(all.begin(), all.end(), option) + 1));
    };
    int speed = 0;
    int volume = 0;
    for (int step = 1; step <= 5; ++step) {
        const auto all = arguments_for("en-us", {true, step, step}, false);
        CHECK(number_after(all, "-s") > speed);
        CHECK(number_after(all, "-a") > volume);
        speed = number_after(all, "-s");
        volume = number_after(all, "-a");
    }
    CHECK(arguments_for("en-us", {true, 0, 9}, false) == arguments_for("en-us", {true, 1, 5}, false));
}

#include "kiosk/shell/rehearsal_script.hpp"

#include <doctest/doctest.h>

using namespace hineni;
using namespace hineni::rehearsal;
using namespace std::chrono_literals;

namespace {

std::string complaint(std::string_view script) {
    const auto steps = read_script(script);
    return steps ? "" : steps.error().what;
}

}  // namespace

TEST_CASE("every step of the language is read, with its line") {
    const auto steps = read_script(R"(# A whole rehearsal.
see "Stand with us"                 # fails unless the words are on the glass
not see "Thank \"you\""
language "Español"
tap "Firmar"

type "María # Núñez"
next
back
draw 0.10,0.50 0.30,0.20 1,0
wait 45s
wait 250ms
picture "thanks"
count taps
tap "Yes" near "Send me the newsletter.")");
    REQUIRE(steps);
    REQUIRE(steps->size() == 13);
    CHECK(std::get<Tap>(steps->at(12).act).near == "Send me the newsletter.");
    CHECK(steps->at(0).line == 2);
    CHECK(std::get<See>(steps->at(0).act).words == "Stand with us");
    CHECK_FALSE(std::get<See>(steps->at(1).act).there);
    CHECK(std::get<See>(steps->at(1).act).words == "Thank \"you\"");
    CHECK(std::get<ChooseLanguage>(steps->at(2).act).name == "Español");
    CHECK(steps->at(4).line == 7);
    CHECK(std::get<Type>(steps->at(4).act).text == "María # Núñez");
    const auto& points = std::get<Draw>(steps->at(7).act).points;
    REQUIRE(points.size() == 3);
    CHECK(points[1].y == doctest::Approx(0.2));
    CHECK(std::get<Wait>(steps->at(8).act).how_long == 45s);
    CHECK(std::get<Wait>(steps->at(9).act).how_long == 250ms);
    CHECK(std::get<Picture>(steps->at(10).act).name == "thanks");
    CHECK(std::holds_alternative<CountTaps>(steps->at(11).act));
}

TEST_CASE("a mistake is found with its line before anything is played") {
    CHECK(complaint("next\n\nnxt\n") == "line 3: no such step");
    CHECK(complaint("see Stand") == "line 1: see needs words");
    CHECK(complaint("tap \"Join") == "line 1: tap needs words");
    CHECK(complaint("tap \"\"") == "line 1: tap needs words");
    CHECK(complaint("tap \"Yes\" at \"x\"") == "line 1: tap has more than its words");
    CHECK(complaint("tap \"Yes\" near") == "line 1: near needs words");
    CHECK(complaint("next next") == "line 1: more than one step");
    CHECK(complaint("not \"x\"") == "line 1: no such step");
    CHECK(complaint("count") == "line 1: no such step");
    CHECK(complaint("draw 0.1,0.2") == "line 1: draw needs at least two points");
    CHECK(complaint("draw 0.1,0.2 0.3") == "line 1: draw has a point that is no point");
    CHECK(complaint("draw 0.1,0.2 1.3,0") == "line 1: draw has a point that is no point");
    CHECK(complaint("wait a while") == "line 1: wait needs a time");
    CHECK(complaint("wait 45") == "line 1: wait needs a time");
    CHECK(complaint("wait -1s") == "line 1: wait needs a time");
    CHECK(complaint("picture \"../x\"") == "line 1: picture has a name that cannot name a file");
    CHECK(complaint("type \"\xff\"") == "line 1: type has bytes that are not UTF-8");
}

TEST_CASE("an empty script is a rehearsal of nothing") {
    CHECK(read_script("# nothing\n\n")->empty());
}

TEST_CASE("what is typed is told by its length alone") {
    CHECK(in_words(Type{"María"}) == "type 5 characters");
    CHECK(in_words(Tap{"Join us", {}}) == "tap \"Join us\"");
}

// What lies over a card for a moment: it takes nothing away, lets nothing through, and goes by itself.
#include <doctest/doctest.h>

#include "tests/kiosk/session/sample.hpp"

using namespace hineni;
using namespace hineni::sample;

namespace {

Session at_card(const EventPack& event) {
    Session session(event, noon);
    session.happen(Started{0}, noon);
    type(session, "Ada");
    return session;
}

}  // namespace

TEST_CASE("an aside lets nothing through to what lies below it") {
    const auto event = pack();
    for (const auto aside : {Aside::Languages, Aside::Comfort, Aside::Phone}) {
        auto session = at_card(event);
        session.happen(AsideOpened{aside}, noon);
        CHECK(session.aside() == aside);
        for (const Happening& below :
             {Happening{Next{}}, Happening{Back{}}, Happening{Started{1}}, Happening{HideTyping{true}},
              Happening{Focused{1, 0}}, Happening{Picked{4, 0}}, Happening{Consented{0, true}},
              Happening{KeyTapped{{keyboard::Does::Insert, "x", "x", 1}}}, Happening{StillHere{}},
              Happening{Touched{}}}) {
            session.happen(below, noon);
            CHECK(session.aside() == aside);
            REQUIRE(is_at<Filling>(session));
            CHECK(at<Filling>(session).fields.first == 0);
            CHECK(at<Filling>(session).focus == 0);
            CHECK(at<Filling>(session).card.answers[0].text() == "Ada");
            CHECK_FALSE(at<Filling>(session).card.hidden);
        }
        session.happen(AsideClosed{}, noon);
        CHECK_FALSE(session.aside());
        type(session, "m");
        CHECK(at<Filling>(session).card.answers[0].text() == "Adam");
    }
}

TEST_CASE("no form is begun under an aside of the welcome") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(AsideOpened{Aside::Phone}, noon);
    session.happen(Started{0}, noon);
    CHECK(is_at<Welcome>(session));
    session.happen(AsideClosed{}, noon);
    session.happen(Started{0}, noon);
    CHECK(is_at<Filling>(session));
}

TEST_CASE("a language closes the aside, comfort leaves it, another aside takes its place") {
    const auto event = pack();
    auto session = at_card(event);
    session.happen(AsideOpened{Aside::Comfort}, noon);
    session.happen(ComfortChosen{{.text = TextSize::Larger, .scheme = Scheme::Night, .voice = {}}}, noon);
    CHECK(session.aside() == Aside::Comfort);
    CHECK(session.comfort().text == TextSize::Larger);
    session.happen(AsideOpened{Aside::Languages}, noon);
    CHECK(session.aside() == Aside::Languages);
    session.happen(LanguageChosen{"fr"}, noon);
    CHECK(session.aside() == Aside::Languages);
    session.happen(LanguageChosen{"en"}, noon);
    CHECK_FALSE(session.aside());
    session.happen(AsideOpened{Aside::Languages}, noon);
    session.happen(LanguageChosen{"es"}, noon);
    CHECK_FALSE(session.aside());
    CHECK(session.language() == "es");
    CHECK(at<Filling>(session).card.answers[0].text() == "Ada");
}

TEST_CASE("start over leads out of an aside, with everything wiped") {
    const auto event = pack();
    auto session = at_card(event);
    session.happen(AsideOpened{Aside::Comfort}, noon);
    session.happen(Leave{}, noon);
    CHECK(is_at<Welcome>(session));
    CHECK_FALSE(session.aside());
}

TEST_CASE("a touch in an aside is somebody, and without one it goes when the countdown begins") {
    const auto event = pack();
    auto session = at_card(event);
    session.happen(AsideOpened{Aside::Phone}, noon + 40s);
    session.happen(Touched{}, noon + 80s);
    session.tick(noon + 80s + idle_timeout - 1ms);
    CHECK(session.aside() == Aside::Phone);
    CHECK_FALSE(session.countdown());
    session.tick(noon + 80s + idle_timeout);
    CHECK_FALSE(session.aside());
    CHECK(session.countdown() == 15);
    session.happen(StillHere{}, noon + 80s + idle_timeout + 1s);
    CHECK(at<Filling>(session).card.answers[0].text() == "Ada");
    session.happen(AsideOpened{Aside::Phone}, noon + 200s);
    CHECK_FALSE(session.countdown());
    session.tick(noon + 200s + idle_timeout + countdown_length);
    CHECK(is_at<Welcome>(session));
    CHECK_FALSE(session.aside());
}

TEST_CASE("an aside of the welcome, of thanks and of a kiosk out of order goes by itself") {
    const auto event = pack();
    Session session(event, noon);
    SUBCASE("of the welcome") {
        session.happen(AsideOpened{Aside::Languages}, noon);
        session.tick(*session.next_wake());
    }
    SUBCASE("of thanks") {
        session.happen(Started{0}, noon);
        type(session, "Ada");
        while (!is_at<Saving>(session)) next(session);
        session.happen(AsideOpened{Aside::Phone}, noon);
        CHECK_FALSE(session.aside());
        session.happen(Stored{}, noon);
        session.happen(AsideOpened{Aside::Phone}, noon);
        CHECK(session.aside() == Aside::Phone);
        session.tick(*session.next_wake());
    }
    SUBCASE("of a kiosk out of order") {
        session.out_of_order("disk");
        session.happen(AsideOpened{Aside::Phone}, noon);
        session.tick(*session.next_wake());
    }
    CHECK_FALSE(session.aside());
    CHECK_FALSE(session.next_wake());
}

TEST_CASE("the end of a text is on the glass, whatever lies over it") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(Started{1}, noon);
    session.happen(AsideOpened{Aside::Comfort}, noon);
    session.happen(ReachedEnd{}, noon);
    CHECK(at<Reading>(session).reached_end);
    CHECK(session.aside() == Aside::Comfort);
}

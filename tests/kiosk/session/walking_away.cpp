// Time: who walks away, who stays, and when the kiosk needs waking.
#include <doctest/doctest.h>

#include "tests/kiosk/session/sample.hpp"

using namespace hineni;
using namespace hineni::sample;

namespace {

Session filled_in(const EventPack& event) {
    Session session(event, noon);
    session.happen(LanguageChosen{"es"}, noon);
    session.happen(Started{0}, noon);
    type(session, "Ada");
    return session;
}

}  // namespace

TEST_CASE("walking away clears the answers, after a countdown") {
    const auto event = pack();
    auto session = filled_in(event);
    session.tick(noon + idle_timeout - 1ms);
    CHECK_FALSE(session.countdown());
    session.tick(noon + idle_timeout);
    CHECK(session.countdown() == 15);
    session.tick(noon + idle_timeout + 14s + 1ms);
    CHECK(session.countdown() == 1);
    CHECK(is_at<Filling>(session));
    session.tick(noon + idle_timeout + countdown_length);
    CHECK(is_at<Welcome>(session));
    CHECK_FALSE(session.countdown());
    CHECK(session.language() == "en");
}

TEST_CASE("any touch ends the countdown and keeps the answers") {
    const auto event = pack();
    for (const Happening& touch : {Happening{StillHere{}}, Happening{Touched{}}, Happening{Focused{0, 0}}}) {
        auto session = filled_in(event);
        session.tick(noon + idle_timeout + 5s);
        REQUIRE(session.countdown());
        session.happen(touch, noon + idle_timeout + 6s);
        CHECK_FALSE(session.countdown());
        session.tick(noon + idle_timeout + 50s);
        REQUIRE(is_at<Filling>(session));
        CHECK(at<Filling>(session).card.answers[0].text() == "Ada");
    }
}

TEST_CASE("a touch after the time was up is the next person's") {
    const auto event = pack();
    auto session = filled_in(event);
    session.happen(Next{}, noon + idle_timeout + countdown_length);
    CHECK(is_at<Welcome>(session));
}

TEST_CASE("the screen's own word that the text ended is no touch") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(Started{1}, noon);
    session.happen(ReachedEnd{}, noon + idle_timeout - 1s);
    session.tick(noon + idle_timeout);
    CHECK(session.countdown());
}

TEST_CASE("the welcome sleeps in the first language and falls back from another") {
    const auto event = pack();
    Session session(event, noon);
    CHECK_FALSE(session.next_wake());
    session.happen(LanguageChosen{"es"}, noon);
    REQUIRE(session.next_wake() == noon + idle_timeout);
    session.tick(*session.next_wake());
    CHECK(session.language() == "en");
    CHECK_FALSE(session.next_wake());
}

TEST_CASE("saving is not interrupted, however long it takes") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(Started{2}, noon);
    session.happen(ChoseOccasion{0}, noon);
    next(session);
    type(session, "Ada");
    next(session);
    REQUIRE(is_at<Saving>(session));
    CHECK_FALSE(session.next_wake());
    session.tick(noon + 1h);
    CHECK(is_at<Saving>(session));
    CHECK_FALSE(session.countdown());

    SUBCASE("trouble waits twice as long, from when it began") {
        session.happen(StoreFailed{}, noon + 1h);
        session.tick(noon + 1h + 2 * idle_timeout - 1ms);
        CHECK_FALSE(session.countdown());
        session.tick(noon + 1h + 2 * idle_timeout);
        CHECK(session.countdown() == 30);
        session.tick(noon + 1h + 2 * (idle_timeout + countdown_length));
        CHECK(is_at<Welcome>(session));
    }
    SUBCASE("thanks go by themselves, touched or not") {
        session.happen(LanguageChosen{"es"}, noon + 1h);
        session.happen(Stored{}, noon + 1h);
        session.happen(Touched{}, noon + 1h + 19s);
        CHECK(session.next_wake() == noon + 1h + thanks_with_dates_timeout);
        session.tick(noon + 1h + thanks_with_dates_timeout - 1ms);
        CHECK(is_at<Thanks>(session));
        session.tick(noon + 1h + thanks_with_dates_timeout);
        CHECK(is_at<Welcome>(session));
        CHECK(session.language() == "en");
    }
}

TEST_CASE("each waking changes something, until nobody is left to wait for") {
    const auto event = pack();
    auto session = filled_in(event);
    int wakings = 0;
    while (const auto wake = session.next_wake()) {
        const auto countdown = session.countdown();
        const auto where = session.state().index();
        session.tick(*wake - 1ms);
        CHECK(session.countdown() == countdown);
        session.tick(*wake);
        CHECK((session.countdown() != countdown || session.state().index() != where));
        REQUIRE(++wakings <= 16);
    }
    CHECK(wakings == 16);  // 15, 14 … 1, and the wipe.
    CHECK(is_at<Welcome>(session));
}

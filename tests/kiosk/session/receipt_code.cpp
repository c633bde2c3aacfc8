// The receipt code in a turn: where it may be seen, for how long, and when it is gone.
#include <doctest/doctest.h>

#include "tests/kiosk/session/sample.hpp"

using namespace hineni;
using namespace hineni::sample;

namespace {

Secret code_of(std::string_view words) {
    Secret code(words.size());
    REQUIRE(code.append(words));
    return code;
}

Session thanked_with_code(const EventPack& event, std::string_view words = "7KQM-2XRD-9FT3") {
    Session session(event, noon);
    session.happen(Started{0}, noon);
    type(session, "Ada");
    while (!is_at<Saving>(session)) next(session);
    session.happen(Stored{code_of(words)}, noon);
    REQUIRE(is_at<Thanks>(session));
    return session;
}

}  // namespace

TEST_CASE("the code of the stored entry is there from the thank-you to its end") {
    const auto event = pack();
    auto session = thanked_with_code(event);
    CHECK(at<Thanks>(session).receipt_code.text() == "7KQM-2XRD-9FT3");
    session.happen(AsideOpened{Aside::ReceiptCode}, noon);
    CHECK(session.aside() == Aside::ReceiptCode);
    SUBCASE("back to the thank-you, and Finish there") {
        session.happen(AsideClosed{}, noon);
        CHECK(at<Thanks>(session).receipt_code.text() == "7KQM-2XRD-9FT3");
        next(session);
    }
    SUBCASE("Finish beside the code") {
        session.happen(Leave{}, noon);
    }
    SUBCASE("time") {
        session.tick(*session.next_wake());
    }
    SUBCASE("a kiosk that is out of order meanwhile") {
        session.out_of_order("disk");
    }
    CHECK_FALSE(is_at<Thanks>(session));
    CHECK_FALSE(session.aside());
}

TEST_CASE("the code lies over a thank-you that has one, and over nothing else") {
    const auto event = pack();
    Session session(event, noon);
    const auto refused = [&] {
        session.happen(AsideOpened{Aside::ReceiptCode}, noon);
        return !session.aside();
    };
    CHECK(refused());  // Welcome.
    session.happen(Started{0}, noon);
    CHECK(refused());  // Filling.
    type(session, "Ada");
    while (!is_at<Saving>(session)) next(session);
    CHECK(refused());
    session.happen(StoreFailed{}, noon);
    CHECK(refused());  // Trouble.
    next(session);
    session.happen(Stored{}, noon);
    REQUIRE(is_at<Thanks>(session));
    CHECK(refused());
}

TEST_CASE("who looks at the code has a minute for it, twice that where the voice reads it, and only once") {
    const auto event = pack();
    for (const bool voice : {false, true}) {
        CAPTURE(voice);
        auto session = thanked_with_code(event);
        Comfort comfort;
        comfort.voice.on = voice;
        session.happen(ComfortChosen{comfort}, noon);
        const auto minute = (voice ? 2 : 1) * thanks_with_code_timeout;
        CHECK(session.next_wake() == noon + thanks_timeout);
        session.happen(AsideOpened{Aside::ReceiptCode}, noon + 10s);
        CHECK(session.next_wake() == noon + 10s + minute);
        session.happen(AsideClosed{}, noon + 30s);
        session.happen(AsideOpened{Aside::ReceiptCode}, noon + 50s);
        session.happen(Touched{}, noon + 10s + minute - 1ms);
        CHECK(is_at<Thanks>(session));
        session.tick(noon + 10s + minute);
        CHECK(is_at<Welcome>(session));
        CHECK_FALSE(session.aside());
        CHECK_FALSE(session.next_wake().has_value());
    }
}

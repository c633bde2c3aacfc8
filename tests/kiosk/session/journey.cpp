// The way through each kind of card, forwards and backwards.
#include <doctest/doctest.h>

#include "tests/kiosk/session/sample.hpp"

using namespace hineni;
using namespace hineni::sample;

TEST_CASE("a sign-up is filled in, consented to, saved and thanked for") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(Started{0}, noon);
    REQUIRE(is_at<Filling>(session));
    CHECK(at<Filling>(session).focus == 0);
    CHECK(session.step()->number == 1);
    CHECK(session.step()->of == 3);
    session.happen(ComfortChosen{{.text = TextSize::Large, .scheme = {}, .voice = {}}}, noon);
    CHECK(session.step()->of == 4);  // Three consents a page.
    type(session, "María Núñez");
    next(session);
    CHECK(at<Filling>(session).fields.first == 4);
    CHECK_FALSE(at<Filling>(session).focus);  // Only a choice on this page: no keyboard.
    next(session);
    REQUIRE(is_at<Consenting>(session));
    next(session);
    CHECK(at<Consenting>(session).consents.first == 3);
    CHECK(session.step()->number == 4);
    next(session);
    REQUIRE(is_at<Saving>(session));
    CHECK_FALSE(session.step());
    session.happen(Stored{}, noon);
    REQUIRE(is_at<Thanks>(session));
    CHECK(at<Thanks>(session).first_name.text() == "\u2068María\u2069");
    next(session);
    CHECK(is_at<Welcome>(session));
}

TEST_CASE("a pledge is read to its end before anything else, and signed last") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(Started{1}, noon);
    REQUIRE(is_at<Reading>(session));
    CHECK_FALSE(can_go_on(session.state()));
    next(session);
    REQUIRE(is_at<Reading>(session));
    session.happen(ReachedEnd{}, noon);
    next(session);
    REQUIRE(is_at<Filling>(session));
    type(session, "Ada");
    next(session);
    REQUIRE(is_at<Consenting>(session));
    CHECK(at<Consenting>(session).asks_public);
    session.happen(PublicName{true}, noon);
    next(session);
    REQUIRE(is_at<Signing>(session));
    next(session);
    CHECK(is_at<Signing>(session));
    draw(session);
    next(session);
    CHECK(is_at<Saving>(session));
}

TEST_CASE("an rsvp needs an action, and skips pages with nothing on them") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(Started{2}, noon);
    REQUIRE(is_at<Choosing>(session));
    next(session);
    REQUIRE(is_at<Choosing>(session));
    session.happen(ChoseOccasion{0}, noon);
    session.happen(ChoseOccasion{1}, noon);
    session.happen(ChoseOccasion{0}, noon);
    next(session);
    type(session, "Ada");
    next(session);
    REQUIRE(is_at<Saving>(session));
    session.happen(Stored{}, noon);
    CHECK(at<Thanks>(session).occasions == std::vector<std::size_t>{1});
}

TEST_CASE("thanks name the dates from the earliest on, by the one clock of all, and show the code of one") {
    auto event = pack();
    auto& occasions = event.forms[2].occasions;
    occasions.resize(4, occasions.front());
    occasions[0].starts = {2026, 12, 18, 1, 0, 120};    // 23:00 in UTC, the day before.
    occasions[1].starts = {2026, 12, 17, 20, 0, -300};  // 01:00 in UTC, the day after.
    occasions[2].starts = {2026, 12, 17, 9, 0, -300};
    occasions[3].starts = {2026, 12, 17, 1, 0, 0};
    Session session(event, noon);
    session.happen(Started{2}, noon);
    for (const std::size_t each : {1U, 2U, 0U}) session.happen(ChoseOccasion{each}, noon);
    next(session);
    type(session, "Ada");
    next(session);
    session.happen(Stored{}, noon);
    CHECK(at<Thanks>(session).occasions == std::vector<std::size_t>{2, 0, 1});
    CHECK(at<Thanks>(session).shown == 0);
    session.happen(ShowDate{2}, noon);
    CHECK(at<Thanks>(session).shown == 2);
    session.happen(ShowDate{3}, noon);
    CHECK(at<Thanks>(session).shown == 2);
}

TEST_CASE("going back keeps every answer") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(Started{0}, noon);
    type(session, "Ada");
    next(session);
    session.happen(Picked{4, 1}, noon);
    next(session);
    session.happen(Consented{0, true}, noon);
    session.happen(Back{}, noon);
    session.happen(Back{}, noon);
    REQUIRE(is_at<Filling>(session));
    CHECK(at<Filling>(session).fields.first == 0);
    CHECK(at<Filling>(session).card.answers[0].text() == "Ada");
    CHECK(at<Filling>(session).card.answers[4].text() == "food");
    CHECK(at<Filling>(session).card.consents[0] == true);
    CHECK(at<Filling>(session).caret == 3);
}

TEST_CASE("back from the first step is the welcome, with everything wiped") {
    const auto event = pack();
    for (std::size_t form = 0; form < event.forms.size(); ++form) {
        Session session(event, noon);
        session.happen(Started{form}, noon);
        type(session, "Ada");
        session.happen(Back{}, noon);
        REQUIRE(is_at<Welcome>(session));
        session.happen(Started{form}, noon);
        const auto* card = card_in(session.state());
        REQUIRE(card != nullptr);
        for (const auto& answer : card->answers) CHECK(answer.empty());
    }
}

TEST_CASE("start over wipes from every step, but not while saving") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(LanguageChosen{"es"}, noon);
    session.happen(Started{2}, noon);
    session.happen(ChoseOccasion{0}, noon);
    next(session);
    session.happen(Leave{}, noon);
    CHECK(is_at<Welcome>(session));
    CHECK(session.language() == "en");
    session.happen(Started{2}, noon);
    CHECK_FALSE(at<Choosing>(session).card.occasions[0]);
    session.happen(ChoseOccasion{0}, noon);
    next(session);
    type(session, "Ada");
    next(session);
    session.happen(Leave{}, noon);
    session.happen(Back{}, noon);
    CHECK(is_at<Saving>(session));
}

TEST_CASE("a page with problems stays, marks them all and focuses the first") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(Started{0}, noon);
    session.happen(Focused{1, 0}, noon);
    type(session, "not an address");
    next(session);
    REQUIRE(is_at<Filling>(session));
    const auto& filling = at<Filling>(session);
    CHECK(filling.fields.first == 0);
    CHECK(filling.focus == 0);
    CHECK(filling.card.problems[0] == Problem::Missing);
    CHECK(filling.card.problems[1] == Problem::NotAnEmail);
    CHECK(filling.card.problems[2] == Problem::None);
    type(session, "A");
    CHECK(filling.card.problems[0] == Problem::None);
    CHECK(filling.card.problems[1] == Problem::NotAnEmail);
}

TEST_CASE("nothing is ticked before the attendee ticks it, and no answer is a no") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(Started{0}, noon);
    type(session, "Ada");
    next(session);
    next(session);
    for (const auto& choice : at<Consenting>(session).card.consents) CHECK_FALSE(choice.has_value());
    session.happen(Consented{1, true}, noon);
    next(session);
    next(session);
    const auto entry = entry_from(at<Saving>(session).card, event, session.language(), EntryId{}, Now{});
    REQUIRE(entry.consents.size() == 4);
    for (std::size_t each = 0; each < 4; ++each) CHECK(entry.consents[each].yes == (each == 1));
}

TEST_CASE("a failed store keeps the answers and offers again") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(Started{2}, noon);
    session.happen(ChoseOccasion{0}, noon);
    next(session);
    type(session, "Ada");
    next(session);
    session.happen(StoreFailed{}, noon);
    REQUIRE(is_at<Trouble>(session));
    CHECK(at<Trouble>(session).attempts == 1);
    next(session);
    REQUIRE(is_at<Saving>(session));
    session.happen(StoreFailed{}, noon);
    CHECK(at<Trouble>(session).attempts == 2);
    CHECK(at<Trouble>(session).card.answers[0].text() == "Ada");
    session.happen(Back{}, noon);
    REQUIRE(is_at<Filling>(session));
    CHECK(at<Filling>(session).card.answers[0].text() == "Ada");
    next(session);
    session.happen(Stored{}, noon);
    CHECK(at<Thanks>(session).first_name.text() == "\u2068Ada\u2069");
}

TEST_CASE("a store's outcome moves nothing but a card being saved") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(Stored{}, noon);
    CHECK(is_at<Welcome>(session));
    session.happen(Started{0}, noon);
    session.happen(StoreFailed{}, noon);
    CHECK(is_at<Filling>(session));
}

TEST_CASE("out of order wipes the card and comes back at the welcome") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(Started{0}, noon);
    type(session, "Ada");
    session.out_of_order("open queue.db: disk is full");
    REQUIRE(is_at<OutOfOrder>(session));
    session.happen(Started{0}, noon);
    next(session);
    session.happen(Leave{}, noon);
    CHECK(is_at<OutOfOrder>(session));
    CHECK_FALSE(session.next_wake());
    session.back_in_order(noon);
    CHECK(is_at<Welcome>(session));
}

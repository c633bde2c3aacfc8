// How one person wants the glass: it changes around their answers, and goes with them.
#include <doctest/doctest.h>

#include "hineni/seal.hpp"
#include "kiosk/session/steps.hpp"
#include "tests/kiosk/session/sample.hpp"

using namespace hineni;
using namespace hineni::sample;

namespace {

constexpr TextSize sizes[] = {TextSize::Normal, TextSize::Large, TextSize::Larger, TextSize::Largest};

void resize(Session& session, TextSize size) {
    auto comfort = session.comfort();
    comfort.text = size;
    session.happen(ComfortChosen{comfort}, noon);
}

Slice fields(const Session& session) {
    return at<Filling>(session).fields;
}

}  // namespace

TEST_CASE("larger words leave room for fewer questions, and every question keeps a page") {
    const auto event = pack();
    for (const auto& form : event.forms) {
        std::size_t pages = 0;
        for (const auto size : sizes) {
            CAPTURE(static_cast<int>(size));
            std::size_t asked = 0, consented = 0, name = 0;
            const auto all = steps::of(form, size);
            for (const auto& place : all) {
                const bool filling = place.kind == steps::Kind::Filling;
                CHECK(place.page.size() <= (filling ? page_room(size).fields : page_room(size).consents));
                auto& next = filling ? asked : consented;
                if (place.page.size() > 0) CHECK(place.page.first == next);
                next += place.page.size();
                name += place.asks_public ? 1 : 0;
            }
            CHECK(asked == form.fields.size());
            CHECK(consented == form.consents.size());
            CHECK(name == (form.ask_public ? 1 : 0));
            CHECK(all.size() >= pages);
            pages = all.size();
        }
    }
}

TEST_CASE("another size keeps every answer, the field in focus, the caret and the keyboard") {
    const auto event = pack();
    for (std::size_t field = 0; field < 4; ++field) {
        for (const auto from : sizes) {
            for (const auto to : sizes) {
                CAPTURE(field);
                CAPTURE(static_cast<int>(from));
                CAPTURE(static_cast<int>(to));
                Session session(event, noon);
                session.happen(Started{0}, noon);
                type(session, "Ada");
                session.happen(Focused{2, 0}, noon);
                type(session, "6175550123");
                session.happen(Focused{field, 0}, noon);
                resize(session, from);
                const auto caret = at<Filling>(session).caret;
                const auto up = at<Filling>(session).keyboard;
                resize(session, to);
                CHECK(at<Filling>(session).focus == field);
                CHECK(fields(session).contains(field));
                CHECK(at<Filling>(session).caret == caret);
                CHECK(at<Filling>(session).keyboard == up);
                CHECK(at<Filling>(session).card.answers[0].text() == "Ada");
                CHECK(at<Filling>(session).card.answers[2].text() == "6175550123");
                CHECK(session.step()->of == static_cast<int>(steps::of(event.forms[0], to).size()));
            }
        }
    }
}

TEST_CASE("a card goes its whole way with the largest words, and answers stand where they stood") {
    const auto event = pack();
    Session session(event, noon);
    resize(session, TextSize::Largest);
    session.happen(Started{0}, noon);
    CHECK(fields(session) == Slice{0, 1});
    type(session, "Ada");
    for (std::size_t field = 1; field < 5; ++field) {
        next(session);
        CHECK(fields(session) == Slice{field, field + 1});
    }
    for (std::size_t consent = 0; consent < 4; ++consent) {
        next(session);
        REQUIRE(is_at<Consenting>(session));
        CHECK(at<Consenting>(session).consents == Slice{consent, consent + 1});
    }
    next(session);
    CHECK(is_at<Saving>(session));
}

TEST_CASE("what was left out before the words grew is asked for before the card is done") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(Started{0}, noon);
    session.happen(Focused{3, 0}, noon);
    resize(session, TextSize::Largest);
    CHECK(fields(session) == Slice{3, 4});
    next(session);
    REQUIRE(is_at<Filling>(session));
    CHECK(fields(session) == Slice{0, 1});
    CHECK(at<Filling>(session).focus == 0);
    CHECK(at<Filling>(session).card.problems[0] == Problem::Missing);
}

TEST_CASE("a page of choices alone is laid out around what was first on it") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(Started{0}, noon);
    type(session, "Ada");
    next(session);
    REQUIRE(fields(session) == Slice{4, 5});
    session.happen(Picked{4, 1}, noon);
    resize(session, TextSize::Larger);
    CHECK(fields(session) == Slice{4, 5});
    CHECK(at<Filling>(session).card.answers[4].text() == "food");
    session.happen(Back{}, noon);
    CHECK(fields(session) == Slice{2, 4});
}

TEST_CASE("a consent carries the words under which Next was tapped, however often the page changed before") {
    REQUIRE(start_sealing());
    const auto event = pack();
    Session session(event, noon);
    session.happen(Started{0}, noon);
    resize(session, TextSize::Large);
    type(session, "Ada");
    next(session);
    next(session);
    REQUIRE(at<Consenting>(session).consents == Slice{0, 3});
    session.happen(Consented{2, true}, noon);
    resize(session, TextSize::Largest);
    CHECK(at<Consenting>(session).consents == Slice{0, 1});
    next(session);
    session.happen(LanguageChosen{"es"}, noon);
    next(session);
    CHECK(at<Consenting>(session).card.consents_shown_in == std::vector<Language>{"en", "es", "", ""});
    resize(session, TextSize::Large);
    // All three stand on the glass again, and are gone on from together.
    CHECK(at<Consenting>(session).consents == Slice{0, 3});
    next(session);
    CHECK(at<Consenting>(session).consents == Slice{3, 4});
    session.happen(LanguageChosen{"en"}, noon);
    next(session);
    REQUIRE(is_at<Saving>(session));
    const auto entry = entry_from(at<Saving>(session).card, event, session.language(), EntryId{}, Now{});
    CHECK(entry.consents[0].words == digest_of("¿Podemos: newsletter?"));
    CHECK(entry.consents[2].words == digest_of("¿Podemos: texts?"));
    CHECK(entry.consents[3].words == digest_of("May we: share?"));
    CHECK(entry.consents[2].yes);
}

TEST_CASE("whether the name may be shown is asked once at every size, with its answer kept") {
    auto event = pack();
    for (const auto consents : {0U, 1U, 2U, 3U, 4U}) {
        event.forms[1].consents.assign(consents, consent("c"));
        for (const auto from : sizes) {
            for (const auto to : sizes) {
                CAPTURE(consents);
                Session session(event, noon);
                session.happen(ComfortChosen{{.text = from, .scheme = Scheme::Day, .voice = {}}}, noon);
                session.happen(Started{1}, noon);
                session.happen(ReachedEnd{}, noon);
                next(session);
                type(session, "Ada");
                next(session);
                while (!at<Consenting>(session).asks_public) next(session);
                session.happen(PublicName{true}, noon);
                resize(session, to);
                REQUIRE(is_at<Consenting>(session));
                while (!at<Consenting>(session).asks_public) next(session);
                CHECK(at<Consenting>(session).card.public_name == true);
                next(session);
                CHECK(is_at<Signing>(session));
            }
        }
    }
}

TEST_CASE("the next person finds the glass as usual, with the language") {
    const auto event = pack();
    const Comfort usual{.text = TextSize::Normal, .scheme = Scheme::Night, .voice = {}};
    const Comfort mine{.text = TextSize::Largest, .scheme = Scheme::WhiteOnBlack, .voice = {true, 4, 2}};
    const auto change = [&](Session& session) {
        session.happen(ComfortChosen{mine}, noon);
        session.happen(LanguageChosen{"es"}, noon);
        CHECK(session.comfort() == mine);
    };
    const auto check_usual = [&](const Session& session) {
        CHECK(is_at<Welcome>(session));
        CHECK(session.comfort() == usual);
        CHECK(session.language() == "en");
    };
    Session session(event, noon, usual);
    CHECK(session.comfort() == usual);

    SUBCASE("who looked only") {
        change(session);
        CHECK(session.next_wake() == noon + idle_timeout);
        session.tick(noon + idle_timeout);
        check_usual(session);
        CHECK_FALSE(session.next_wake());
    }
    SUBCASE("who walked away") {
        session.happen(Started{0}, noon);
        change(session);
        session.tick(noon + idle_timeout + countdown_length);
        check_usual(session);
    }
    SUBCASE("who started over") {
        session.happen(Started{0}, noon);
        change(session);
        session.happen(Leave{}, noon);
        check_usual(session);
    }
    SUBCASE("who went back to the welcome is still there") {
        session.happen(Started{0}, noon);
        change(session);
        session.happen(Back{}, noon);
        CHECK(is_at<Welcome>(session));
        CHECK(session.comfort() == mine);
    }
    SUBCASE("who finished") {
        session.happen(Started{0}, noon);
        change(session);
        type(session, "Ada");
        while (!is_at<Saving>(session)) next(session);
        session.happen(Stored{}, noon);
        CHECK(session.comfort() == mine);
        next(session);
        check_usual(session);
    }
    SUBCASE("who found the kiosk out of order") {
        session.out_of_order("disk");
        change(session);
        session.tick(*session.next_wake());
        CHECK(session.comfort() == usual);
        CHECK(session.language() == "en");
        CHECK(is_at<OutOfOrder>(session));
        CHECK_FALSE(session.next_wake());
    }
}

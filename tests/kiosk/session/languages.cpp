// The language may change at any moment; what was read stays what is signed.
#include <doctest/doctest.h>

#include "hineni/seal.hpp"
#include "tests/kiosk/session/sample.hpp"

using namespace hineni;
using namespace hineni::sample;

TEST_CASE("another language keeps every answer, wherever it is chosen") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(Started{0}, noon);
    type(session, "Ada");
    session.happen(LanguageChosen{"es"}, noon);
    CHECK(session.language() == "es");
    CHECK(at<Filling>(session).card.answers[0].text() == "Ada");
    CHECK(at<Filling>(session).caret == 3);
    CHECK(at<Filling>(session).keyboard.letters == "es");
    next(session);
    next(session);
    session.happen(Consented{0, true}, noon);
    session.happen(LanguageChosen{"en"}, noon);
    CHECK(at<Consenting>(session).card.consents[0] == true);
}

TEST_CASE("a language that the pack does not have is not spoken") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(LanguageChosen{"fr"}, noon);
    CHECK(session.language() == "en");
}

TEST_CASE("a text in another language is read from its top again") {
    const auto event = pack();
    Session session(event, noon);
    session.happen(Started{1}, noon);
    session.happen(Scrolled{120}, noon);
    session.happen(ReachedEnd{}, noon);
    session.happen(LanguageChosen{"es"}, noon);
    CHECK(at<Reading>(session).scroll == 0);
    CHECK_FALSE(at<Reading>(session).reached_end);
}

TEST_CASE("the entry carries the words that stood on the glass, in their language") {
    REQUIRE(start_sealing());
    const auto event = pack();
    Session session(event, noon);
    session.happen(LanguageChosen{"es"}, noon);
    session.happen(Started{1}, noon);
    session.happen(ReachedEnd{}, noon);
    next(session);
    type(session, "Ada");
    session.happen(LanguageChosen{"en"}, noon);
    next(session);
    session.happen(Consented{0, true}, noon);
    next(session);
    session.happen(LanguageChosen{"es"}, noon);
    draw(session);
    next(session, noon + 31s + 900ms);
    REQUIRE(is_at<Saving>(session));

    Now now;
    now.monotonic = noon + 31s + 900ms;
    const auto entry = entry_from(at<Saving>(session).card, event, session.language(), EntryId{{7}}, now);
    CHECK(entry.id == EntryId{{7}});
    CHECK(entry.event == "vigil-2026-12-10");
    CHECK(entry.form == "pledge");
    CHECK(entry.language == "es");
    CHECK(entry.took_s == 31);
    CHECK(entry.text == digest_of("# Compromiso\n\nEstamos juntos."));
    CHECK(entry.consents[0].words == digest_of("May we: newsletter?"));
    CHECK(entry.consents[0].yes);
    CHECK(entry.public_name == false);
    CHECK(entry.answers[0].field == "name");
    CHECK(entry.answers[0].value.text() == "Ada");
    CHECK(entry.signature.text() == "M100 200L300 120L600 280");
}

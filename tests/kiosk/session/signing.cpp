// Two ways to sign: with a finger, or with the keyboard for who cannot draw.
#include <doctest/doctest.h>

#include "hineni/seal.hpp"
#include "tests/kiosk/session/sample.hpp"

using namespace hineni;
using namespace hineni::sample;

namespace {

Session at_signing(const EventPack& event) {
    Session session(event, noon);
    session.happen(Started{1}, noon);
    session.happen(ReachedEnd{}, noon);
    next(session);
    type(session, "Ada");
    next(session);
    next(session);
    REQUIRE(is_at<Signing>(session));
    return session;
}

Entry entry_of(const Session& session, const EventPack& event) {
    REQUIRE(is_at<Saving>(session));
    return entry_from(at<Saving>(session).card, event, session.language(), EntryId{}, Now{});
}

void erase(Session& session) {
    session.happen(KeyTapped{{keyboard::Does::Erase, "", "", 2}}, noon);
}

}  // namespace

TEST_CASE("a typed signature is two letters at least, and blanks are none") {
    REQUIRE(start_sealing());
    const auto event = pack();
    auto session = at_signing(event);
    type(session, "Ada");  // The pad is up: keys type nothing.
    CHECK(at<Signing>(session).card.signature_typed.empty());
    session.happen(SignByTyping{true}, noon);
    for (const auto* typed : {" ", "A", " ", "\u00A0"}) {
        type(session, typed);
        CHECK_FALSE(can_go_on(session.state()));
        next(session);
        CHECK(is_at<Signing>(session));
    }
    type(session, "L");
    CHECK(can_go_on(session.state()));
    erase(session);
    CHECK_FALSE(can_go_on(session.state()));
    type(session, "ל");
    next(session);
    CHECK(entry_of(session, event).signature_typed.text() == " A \u00A0ל");
    CHECK(entry_of(session, event).signature.empty());
}

TEST_CASE("of two signatures the one chosen last is kept, and the other is wiped") {
    REQUIRE(start_sealing());
    const auto event = pack();
    auto session = at_signing(event);
    draw(session);
    session.happen(SignByTyping{true}, noon);
    CHECK(at<Signing>(session).card.ink.is_signed());
    CHECK_FALSE(can_go_on(session.state()));
    type(session, "Ada");

    SUBCASE("typed") {
        next(session);
        const auto entry = entry_of(session, event);
        CHECK(entry.signature_typed.text() == "Ada");
        CHECK(entry.signature.empty());
        CHECK(at<Saving>(session).card.ink.strokes() == 0);
    }
    SUBCASE("drawn") {
        session.happen(SignByTyping{false}, noon);
        CHECK(can_go_on(session.state()));
        next(session);
        const auto entry = entry_of(session, event);
        CHECK(entry.signature_typed.empty());
        CHECK(entry.signature.text() == "M100 200L300 120L600 280");
        CHECK(at<Saving>(session).card.signature_typed.empty());
    }
}

TEST_CASE("a typed signature is there again for who goes back, and gone for who leaves") {
    const auto event = pack();
    auto session = at_signing(event);
    session.happen(SignByTyping{true}, noon);
    type(session, "Ada");
    session.happen(Back{}, noon);
    REQUIRE(is_at<Consenting>(session));
    next(session);
    CHECK(at<Signing>(session).typing);
    CHECK(at<Signing>(session).caret == 3);
    type(session, "m");
    CHECK(at<Signing>(session).card.signature_typed.text() == "Adam");
    session.happen(Leave{}, noon);
    CHECK(is_at<Welcome>(session));
    auto after = at_signing(event);
    CHECK(at<Signing>(after).card.signature_typed.empty());
    CHECK_FALSE(at<Signing>(after).typing);
}

TEST_CASE("a typed signature is as long as a name, and follows the language with its keyboard alone") {
    const auto event = pack();
    auto session = at_signing(event);
    session.happen(SignByTyping{true}, noon);
    for (int i = 0; i < 300; ++i) type(session, "🕯");
    CHECK(utf8::count(at<Signing>(session).card.signature_typed.text()) == longest_answer(FieldKind::Name));
    session.happen(LanguageChosen{"es"}, noon);
    CHECK(at<Signing>(session).keyboard.letters == "es");
    CHECK(utf8::count(at<Signing>(session).card.signature_typed.text()) == longest_answer(FieldKind::Name));
}

TEST_CASE("a pen that was down when the keyboard came draws nothing more") {
    const auto event = pack();
    auto session = at_signing(event);
    session.happen(PenDown{{100, 200}}, noon);
    session.happen(SignByTyping{true}, noon);
    session.happen(PenMoved{{900, 200}}, noon);
    session.happen(SignByTyping{false}, noon);
    session.happen(PenMoved{{900, 200}}, noon);
    CHECK_FALSE(at<Signing>(session).card.ink.is_signed());
}

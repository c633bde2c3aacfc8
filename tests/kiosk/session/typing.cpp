// What fingers do to answers.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "tests/kiosk/session/sample.hpp"

using namespace hineni;
using namespace hineni::sample;

namespace {

keyboard::Key erase_key() {
    return {keyboard::Does::Erase, "", "", 2};
}

// A session on the first page of `event`'s first form, about to type into its first field.
Session at_first_field(const EventPack& event) {
    Session session(event, noon);
    session.happen(Started{0}, noon);
    return session;
}

std::string answer(const Session& session, std::size_t field = 0) {
    return std::string(at<Filling>(session).card.answers[field].text());
}

}  // namespace

TEST_CASE("the caret stands between characters and typing goes on there") {
    const auto event = pack();
    auto session = at_first_field(event);
    type(session, "Núñz");
    session.happen(Focused{0, 2}, noon);  // In the middle of ú.
    CHECK(at<Filling>(session).caret == 1);
    session.happen(Focused{0, 5}, noon);
    type(session, "e");
    CHECK(answer(session) == "Núñez");
    session.happen(Focused{0, 5}, noon);
    session.happen(KeyTapped{erase_key()}, noon);
    CHECK(answer(session) == "Núez");
    CHECK(at<Filling>(session).caret == 3);
    session.happen(Focused{0, 99}, noon);
    CHECK(at<Filling>(session).caret == 5);
}

TEST_CASE("answers grow to their length and not by half a character more") {
    auto event = pack();
    event.forms[0].fields[0].max_length = 3;
    auto session = at_first_field(event);
    type(session, "שרה לוי");
    CHECK(answer(session) == "שרה");

    event.forms[0].fields[1].max_length = 6;
    auto mail = at_first_field(event);
    mail.happen(Focused{1, 0}, noon);
    type(mail, "a@b");
    mail.happen(KeyTapped{{keyboard::Does::Insert, ".com", ".com", 1}}, noon);
    CHECK(answer(mail, 1) == "a@b");
    type(mail, ".nu");
    CHECK(answer(mail, 1) == "a@b.nu");
}

TEST_CASE("a key that takes something away does both or nothing, and counts what is there then") {
    auto event = pack();
    event.forms[0].fields[0].max_length = 4;
    auto session = at_first_field(event);
    const auto tap = [&](const std::string& inserts, std::size_t takes) {
        session.happen(KeyTapped{{keyboard::Does::Insert, inserts, inserts, 1, takes}}, noon);
    };
    type(session, "niño");
    tap("n", 0);
    CHECK(answer(session) == "niño");  // Full.
    tap("a", 1);
    CHECK(answer(session) == "niña");  // Full, and no longer than it was.
    tap("xyz", 3);
    CHECK(answer(session) == "niña");  // Two characters away, three to come.
    tap("你好", 3);
    CHECK(answer(session) == "ni你好");
    CHECK(at<Filling>(session).caret == 8);
    tap("e", 9);
    CHECK(answer(session) == "ni你好");  // More than there is.
    tap("\n", 3);
    CHECK(answer(session) == "ni你好");  // What may not enter takes nothing away.
    session.happen(Focused{0, 2}, noon);
    tap("o", 1);
    CHECK(answer(session) == "no你好");
    CHECK(at<Filling>(session).caret == 2);

    const auto usual = pack();
    auto roomy = at_first_field(usual);
    type(roomy, "好");
    roomy.happen(KeyTapped{{keyboard::Does::Insert, "e", "e", 1, 2}}, noon);
    CHECK(answer(roomy) == "好");  // In the middle of a character.
}

TEST_CASE("a key that takes fits where the field's memory is full") {
    const auto event = pack();
    auto session = at_first_field(event);
    for (int i = 0; i < 200; ++i) type(session, "🕯");
    const auto& full = at<Filling>(session).card.answers[0];
    CHECK(full.size() == full.capacity());
    session.happen(KeyTapped{{keyboard::Does::Insert, "🌙", "🌙", 1, 4}}, noon);
    CHECK(full.text().substr(full.size() - 8) == "🕯🌙");
}

TEST_CASE("a tone joins the letter before the caret, in an answer and in a typed signature") {
    const auto event = pack();
    auto session = at_first_field(event);
    type(session, "Anh");
    session.happen(Focused{0, 1}, noon);
    session.happen(KeyTapped{{keyboard::Does::Insert, "\u0301", "\u0301", 1}}, noon);
    CHECK(answer(session) == "Ánh");
    CHECK(at<Filling>(session).caret == 2);

    Session pledge(event, noon);
    pledge.happen(Started{1}, noon);
    pledge.happen(ReachedEnd{}, noon);
    next(pledge);
    type(pledge, "Anh");
    next(pledge);
    next(pledge);
    pledge.happen(SignByTyping{true}, noon);
    type(pledge, "A");
    pledge.happen(KeyTapped{{keyboard::Does::Insert, "\u0301", "\u0301", 1}}, noon);
    CHECK(at<Signing>(pledge).card.signature_typed.text() == "Á");
}

TEST_CASE("the longest answer of every kind fits in the widest characters") {
    const auto event = pack();
    auto session = at_first_field(event);
    for (int i = 0; i < 300; ++i) type(session, "🕯");
    CHECK(utf8::count(answer(session)) == longest_answer(FieldKind::Name));
}

TEST_CASE("control characters and broken UTF-8 never enter") {
    const auto event = pack();
    auto session = at_first_field(event);
    for (const std::string bad :
         {"\n", "\t", "\x1b", "\x7f", "\u0085", "\u2028", "\u202e", "\u2066", "\ufeff", "\xc3", "a\nb", ""}) {
        session.happen(KeyTapped{{keyboard::Does::Insert, bad, bad, 1}}, noon);
        CHECK(answer(session).empty());
    }
    session.happen(KeyTapped{{keyboard::Does::Insert, "0", std::string("\0", 1), 1}}, noon);
    CHECK(answer(session).empty());
}

TEST_CASE("erasing an empty answer changes nothing") {
    const auto event = pack();
    auto session = at_first_field(event);
    session.happen(KeyTapped{erase_key()}, noon);
    CHECK(answer(session).empty());
}

TEST_CASE("what is on another page cannot be touched") {
    const auto event = pack();
    auto session = at_first_field(event);
    session.happen(Focused{4, 0}, noon);
    CHECK(at<Filling>(session).focus == 0);
    session.happen(Picked{4, 0}, noon);
    session.happen(Picked{99, 0}, noon);
    session.happen(Picked{0, 0}, noon);
    CHECK(answer(session, 4).empty());
    session.happen(Consented{0, true}, noon);
    CHECK_FALSE(at<Filling>(session).card.consents[0]);
}

TEST_CASE("choices are turned over and written in the pack's order") {
    auto event = pack();
    event.forms[0].fields = {field("help", FieldKind::Choices), field("one", FieldKind::Choice),
                             field("member", FieldKind::YesNo)};
    event.forms[0].fields[0].options = join().fields[4].options;
    event.forms[0].fields[1].options = join().fields[4].options;
    auto session = at_first_field(event);
    CHECK_FALSE(at<Filling>(session).focus);
    session.happen(Picked{0, 2}, noon);
    session.happen(Picked{0, 0}, noon);
    session.happen(Picked{0, 1}, noon);
    CHECK(answer(session) == "calls food rides");
    session.happen(Picked{0, 1}, noon);
    CHECK(answer(session) == "calls rides");
    CHECK(is_picked(event.forms[0].fields[0], answer(session), 2));
    CHECK_FALSE(is_picked(event.forms[0].fields[0], answer(session), 1));
    session.happen(Picked{1, 0}, noon);
    session.happen(Picked{1, 2}, noon);
    CHECK(answer(session, 1) == "rides");
    session.happen(Picked{2, 1}, noon);
    CHECK(answer(session, 2) == "no");
    session.happen(Picked{2, 0}, noon);
    CHECK(answer(session, 2) == "yes");
    session.happen(Picked{2, 2}, noon);
    CHECK(answer(session, 2) == "yes");
}

TEST_CASE("hiding what is typed holds on every page of the card") {
    const auto event = pack();
    auto session = at_first_field(event);
    session.happen(HideTyping{true}, noon);
    type(session, "Ada");
    next(session);
    CHECK(at<Filling>(session).card.hidden);
    session.happen(Leave{}, noon);
    session.happen(Started{0}, noon);
    CHECK_FALSE(at<Filling>(session).card.hidden);
}

TEST_CASE("a signature needs one real stroke, stays in its box, and strokes are taken back one by one") {
    Ink ink;
    CHECK(ink.svg_path().empty());
    CHECK_FALSE(ink.go_on({1, 1}));
    CHECK(ink.begin({500, 200}));
    CHECK_FALSE(ink.is_signed());
    ink.go_on({501, 201});  // Too close to be kept.
    ink.go_on({560, 200});
    CHECK_FALSE(ink.is_signed());
    CHECK(ink.begin({0, 0}));
    ink.go_on({-50, 900});
    CHECK(ink.is_signed());
    CHECK(ink.strokes() == 2);
    CHECK(ink.stroke(1).back().x == 0);
    CHECK(ink.stroke(1).back().y == ink_height);
    CHECK(ink.svg_path().text() == "M500 200L560 200M0 0L0 400");
    ink.undo();
    CHECK(ink.strokes() == 1);
    CHECK(ink.svg_path().text() == "M500 200L560 200");
    ink.undo();
    ink.undo();
    CHECK(ink.strokes() == 0);
}

TEST_CASE("a full pad keeps what is there and takes no more") {
    Ink ink;
    REQUIRE(ink.begin({0, 0}));
    bool room = true;
    for (int i = 0; room && i < 10000; ++i) room = ink.go_on({static_cast<std::int16_t>(i % 2 == 0 ? 1000 : 900), 400});
    CHECK_FALSE(room);
    CHECK_FALSE(ink.begin({5, 5}));
    CHECK(ink.strokes() == 1);
    CHECK(ink.svg_path().size() < 23'000);  // Leaves a third of the largest envelope for the rest of the entry.
}

TEST_CASE("where a form needs a way to reach somebody, either one is enough and none is asked for twice") {
    auto event = pack();
    event.forms[0].needs_contact = true;
    auto session = at_first_field(event);
    type(session, "Ada");
    next(session);
    REQUIRE(is_at<Filling>(session));
    const auto& problems = at<Filling>(session).card.problems;
    CHECK(std::count(problems.begin(), problems.end(), Problem::NoContact) == 1);
    REQUIRE(at<Filling>(session).focus);
    CHECK(is_contact(event.forms[0].fields[*at<Filling>(session).focus].kind));

    std::size_t phone = 0;
    while (event.forms[0].fields[phone].kind != FieldKind::Phone) ++phone;
    session.happen(Focused{phone, 0}, noon);
    type(session, "2025550143");
    CHECK(std::count(problems.begin(), problems.end(), Problem::NoContact) == 0);
    next(session);
    CHECK(at<Filling>(session).fields.first > 0);
}

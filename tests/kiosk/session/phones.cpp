// When a phone number is read, and what follows. Who reads is made up here; the real one is tests/kiosk/form/phone.cpp.
#include <doctest/doctest.h>

#include "tests/kiosk/session/sample.hpp"

using namespace hineni;
using namespace hineni::sample;

namespace {

constexpr std::size_t phone = 2;

// Ten digits are a number, "+" and any are one of another country, anything else is none. Counts how often it was
// asked.
struct Plain {
    int asked = 0;
    std::string region;

    PhoneReader reader() {
        return [this](const Secret& typed, const std::string& where) -> PhoneRead {
            ++asked;
            region = where;
            const auto text = typed.text();
            if (text == "broken") return {};
            if (text.size() != 10 && text.substr(0, 1) != "+") return {PhoneIs::Impossible, {}};
            Secret shaped(60);
            REQUIRE(shaped.append("# "));
            REQUIRE(shaped.append(text));
            if (text == "+long") shaped.resize(60);
            return {PhoneIs::Fine, std::move(shaped)};
        };
    }
};

Session at_phone(const EventPack& event, Plain& plain) {
    Session session(event, noon, {}, plain.reader());
    session.happen(Started{0}, noon);
    type(session, "Ada");
    session.happen(Focused{phone, 0}, noon);
    return session;
}

std::string_view number(const Session& session) {
    return card_in(session.state())->answers[phone].text();
}

}  // namespace

TEST_CASE("a phone number takes its shape when its field is left for another, and only then") {
    auto event = pack();
    event.region = "MX";
    Plain plain;
    auto session = at_phone(event, plain);
    type(session, "6175550123");
    session.happen(Focused{phone, 3}, noon);
    CHECK(plain.asked == 0);
    CHECK(number(session) == "6175550123");
    session.happen(Focused{1, 0}, noon);
    CHECK(number(session) == "# 6175550123");
    CHECK(plain.asked == 1);
    CHECK(plain.region == "MX");
    CHECK(at<Filling>(session).focus == 1);
}

TEST_CASE("a phone number takes its shape with Next, and is read once as long as nobody edits it") {
    const auto event = pack();
    Plain plain;
    auto session = at_phone(event, plain);
    type(session, "6175550123");
    next(session);
    CHECK(number(session) == "# 6175550123");
    CHECK(plain.asked == 1);
    session.happen(Back{}, noon);
    session.happen(Focused{phone, 0}, noon);
    session.happen(Focused{0, 0}, noon);
    next(session);
    CHECK(plain.asked == 1);
    session.happen(Back{}, noon);
    session.happen(Focused{phone, 99}, noon);
    session.happen(KeyTapped{{keyboard::Does::Erase, "", "", 2}}, noon);
    next(session);
    CHECK(plain.asked == 2);
}

TEST_CASE("an empty number is not read, nor is anything but a number") {
    const auto event = pack();
    Plain plain;
    auto session = at_phone(event, plain);
    type(session, "  ");
    session.happen(Focused{3, 0}, noon);
    type(session, "02139");
    next(session);
    CHECK(plain.asked == 0);
    CHECK(at<Filling>(session).fields.first == 4);
}

TEST_CASE("a number that cannot be one is spoken of once, and taken as it is the second time") {
    const auto event = pack();
    Plain plain;
    auto session = at_phone(event, plain);
    type(session, "12345678");
    session.happen(Focused{1, 0}, noon);
    CHECK(at<Filling>(session).card.problems[phone] == Problem::None);  // Nobody is told off while they go on.
    next(session);
    CHECK(at<Filling>(session).fields.first == 0);
    CHECK(at<Filling>(session).focus == phone);
    CHECK(at<Filling>(session).card.problems[phone] == Problem::NotAPhone);

    SUBCASE("who taps Next again means it") {
        next(session);
        CHECK(at<Filling>(session).fields.first == 4);
        CHECK(number(session) == "12345678");
    }
    SUBCASE("another mistake on the page does not bring it up again") {
        session.happen(Focused{1, 0}, noon);
        type(session, "no address");
        next(session);
        CHECK(at<Filling>(session).card.problems[phone] == Problem::None);
        CHECK(at<Filling>(session).card.problems[1] == Problem::NotAnEmail);
    }
    SUBCASE("who edits it is told again") {
        type(session, "9");
        CHECK(at<Filling>(session).card.problems[phone] == Problem::None);
        next(session);
        CHECK(at<Filling>(session).card.problems[phone] == Problem::NotAPhone);
    }
}

TEST_CASE("a number that is needed, and words in place of one, are not taken") {
    auto event = pack();
    Plain plain;
    std::string typed = "call me";
    SUBCASE("words") {}
    SUBCASE("needed") {
        event.forms[0].fields[phone].required = true;
        typed = "12345678";
    }
    auto session = at_phone(event, plain);
    type(session, typed);
    for (int i = 0; i < 3; ++i) {
        next(session);
        CHECK(at<Filling>(session).fields.first == 0);
        CHECK(at<Filling>(session).card.problems[phone] == Problem::NotAPhone);
    }
}

TEST_CASE("what is read as a number is one, also where the plain rule would not have it") {
    const auto event = pack();
    Plain plain;
    auto session = at_phone(event, plain);
    type(session, "+1 ext. 4");
    next(session);
    CHECK(at<Filling>(session).fields.first == 4);
}

TEST_CASE("where nobody reads, the plain rule decides and the number stays as it was typed") {
    const auto event = pack();
    Plain plain;
    auto session = at_phone(event, plain);
    type(session, "broken");
    next(session);
    CHECK(at<Filling>(session).card.problems[phone] == Problem::NotAPhone);
    Session without(event, noon);
    without.happen(Started{0}, noon);
    type(without, "Ada");
    without.happen(Focused{phone, 0}, noon);
    type(without, "555-0123");
    next(without);
    CHECK(at<Filling>(without).fields.first == 4);
    CHECK(number(without) == "555-0123");
}

TEST_CASE("a shape that is too long for its field is left alone") {
    const auto event = pack();
    Plain plain;
    auto session = at_phone(event, plain);
    type(session, "+long");
    next(session);
    CHECK(number(session) == "+long");
    CHECK(at<Filling>(session).fields.first == 4);
}

TEST_CASE("a number on a page that was laid out anew is read before the card goes on") {
    const auto event = pack();
    Plain plain;
    auto session = at_phone(event, plain);
    type(session, "6175550123");
    session.happen(ComfortChosen{{.text = TextSize::Largest, .scheme = Scheme::Day, .voice = {}}}, noon);
    next(session);
    CHECK(number(session) == "# 6175550123");
    CHECK(at<Filling>(session).fields == Slice{3, 4});
}

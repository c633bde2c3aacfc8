// Which local group stands out, and that nobody is put into one.
#include "kiosk/session/suggestion.hpp"

#include <doctest/doctest.h>

#include "tests/kiosk/session/sample.hpp"

using namespace hineni;
using namespace hineni::sample;

namespace {

constexpr std::size_t postal = 1, near = 2;

EventPack with_chapters() {
    auto event = pack();
    event.chapters = {{"boston", {}, {"021", "022"}}, {"harbor", {}, {"0211"}}};
    auto& fields = event.forms[0].fields;
    fields = {field("name", FieldKind::Name), field("zip", FieldKind::PostalCode), field("near", FieldKind::Chapter),
              field("second_zip", FieldKind::PostalCode)};
    fields[near].options = {{"boston", {}}, {"harbor", {}}, {std::string(pod_option), {}}};
    return event;
}

std::optional<std::size_t> suggested(const EventPack& event, std::string_view code) {
    Session session(event, noon);
    session.happen(Started{0}, noon);
    session.happen(Focused{postal, 0}, noon);
    type(session, code);
    const auto& card = *card_in(session.state());
    CHECK(card.answers[near].empty());
    return suggested_option(card, event, near);
}

}  // namespace

TEST_CASE("the chapter of the postal code is suggested, and who has none may start one") {
    const auto event = with_chapters();
    CHECK(suggested(event, "02139") == 0);
    CHECK(suggested(event, "0211") == 1);
    CHECK(suggested(event, "021") == 0);
    CHECK(suggested(event, "90210") == 2);
    CHECK(suggested(event, "M5V 2T6") == 2);
}

TEST_CASE("nothing is suggested before there is a whole postal code, or for another question") {
    const auto event = with_chapters();
    for (const auto* code : {"", " ", "0", "90", "9-"}) CHECK_FALSE(suggested(event, code));
    Session session(event, noon);
    session.happen(Started{0}, noon);
    session.happen(Focused{postal, 0}, noon);
    type(session, "02139");
    CHECK_FALSE(suggested_option(*card_in(session.state()), event, postal));
    CHECK_FALSE(suggested_option(*card_in(session.state()), event, 99));
}

TEST_CASE("a form that asks for no postal code suggests nothing") {
    auto event = with_chapters();
    event.forms[0].fields = {event.forms[0].fields[near]};
    const Card card(event.forms[0], noon);
    CHECK_FALSE(suggested_option(card, event, 0));
}

TEST_CASE("one local group is picked, and another takes its place") {
    const auto event = with_chapters();
    Session session(event, noon);
    session.happen(Started{0}, noon);
    session.happen(Picked{near, 2}, noon);
    CHECK(at<Filling>(session).card.answers[near].text() == "pod");
    session.happen(Picked{near, 0}, noon);
    CHECK(at<Filling>(session).card.answers[near].text() == "boston");
    CHECK(is_picked(event.forms[0].fields[near], "boston", 0));
    CHECK_FALSE(is_picked(event.forms[0].fields[near], "boston", 2));
    session.happen(Picked{near, 3}, noon);
    CHECK(at<Filling>(session).card.answers[near].text() == "boston");
}

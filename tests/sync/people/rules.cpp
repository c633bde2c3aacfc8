// Rules beyond two cards: chains, families, forms, and contacts that are nobody's.
#include <doctest/doctest.h>

#include "tests/sync/people/cards.hpp"

using namespace hineni;

TEST_CASE("the same person on another form or at another event is counted there too") {
    auto signup = card("Ada Levi", "ada@example.org");
    auto pledge = signup;
    pledge.id.bytes.fill(201);
    pledge.form = "pledge";
    auto elsewhere = signup;
    elsewhere.id.bytes.fill(202);
    elsewhere.event = "vigil-2027-01-20";
    const auto people = people_of({signup, pledge, elsewhere});
    CHECK(grouped(people) == "0 | 1 | 2");
    CHECK(people.shared.empty());
}

TEST_CASE("an entry without a name between Jon and Jane stays apart and all three are listed") {
    const auto people = people_of({card("Jon Cohen", "cohen@example.org"), card("", "cohen@example.org"),
                                   card("Jane Cohen", "cohen@example.org")});
    CHECK(grouped(people) == "0 | 1 | 2");
    REQUIRE(people.shared.size() == 1);
    CHECK(people.shared[0].what == Shared::What::Email);
    CHECK(people.shared[0].persons == std::vector<std::size_t>{0, 1, 2});
}

TEST_CASE("a doubtful entry does not keep others from being one person") {
    const auto people = people_of({card("Jon Cohen", "cohen@example.org"), card("J. Cohen", "cohen@example.org"),
                                   card("Jane Cohen", "cohen@example.org"), card("jon cohen", "cohen@example.org")});
    CHECK(grouped(people) == "0 3 | 1 | 2");
}

TEST_CASE("a doubtful entry does not keep apart those whose names agree without being equal") {
    const auto people = people_of({card("Jon Cohen", "cohen@example.org"), card("", "cohen@example.org"),
                                   card("Jane Cohen", "cohen@example.org"), card("Jon B. Cohen", "cohen@example.org")});
    CHECK(grouped(people) == "0 3 | 1 | 2");
}

TEST_CASE("a chain over several contacts whose ends disagree is not one person") {
    const auto people = people_of({card("Jon Cohen", "jon@example.org"), card("", "jon@example.org", "6175550123"),
                                   card("", "jane@example.org", "6175550123"), card("Jane Cohen", "jane@example.org"),
                                   card("Jon Cohen", "jon@example.org")});
    CHECK(grouped(people) == "0 4 | 1 | 2 | 3");
    CHECK(people.shared.size() == 3);
}

TEST_CASE("e-mail and phone together make a chain of one person") {
    const auto people =
        people_of({card("Ada Levi", "ada@example.org"), card("Ada Levi", "ada@example.org", "6175550123"),
                   card("A. Levi", "", "(617) 555-0123")});
    CHECK(grouped(people) == "0 1 2");
    CHECK(people.shared.empty());
}

TEST_CASE("a family under one address is as many people as it has names, and is listed once") {
    const auto people = people_of({card("Ruth Levi", "levi@example.org", "6175550123", "02139"),
                                   card("Noa Levi", "levi@example.org", "6175550123", "02139"),
                                   card("Dan Levi", "levi@example.org", "6175550123", "02139")});
    CHECK(people.all.size() == 3);
    REQUIRE(people.shared.size() == 1);
    CHECK(people.shared[0].what == Shared::What::Email);
    CHECK(people.bursts.empty());
}

TEST_CASE("a full name and postal code whose contacts contradict each other joins nobody, not even who has none") {
    const auto people =
        people_of({card("Maria Garcia", "a@example.org", "", "78701"), card("Maria Garcia", "", "", "78701"),
                   card("Maria Garcia", "b@example.org", "", "78701")});
    CHECK(grouped(people) == "0 | 1 | 2");
    REQUIRE(people.shared.size() == 1);
    CHECK(people.shared[0].what == Shared::What::NameAndPostalCode);
}

TEST_CASE("two names and postal codes of one card do not join strangers through it") {
    // One phone, two ways to write the name: either finds somebody of that name at home, and those two are not one.
    const auto people = people_of(
        {card("Maria Garcia", "", "5125550123", "78701"), card("Maria Garcia Ruiz", "", "5125550123", "78701"),
         card("Maria Garcia", "a@example.org", "", "78701"), card("Maria Garcia Ruiz", "b@example.org", "", "78701")});
    CHECK(grouped(people) == "0 1 | 2 | 3");
    CHECK(people.shared.size() == 2);
}

TEST_CASE("under a contact of seventeen names only equal names are one person, and all are listed") {
    std::vector<DeskEntry> entries;
    for (char letter = 'a'; letter < 'a' + 17; ++letter) {
        entries.push_back(card(std::string("Ada B") + letter, "office@example.org"));
    }
    entries.push_back(card("ADA BA", "office@example.org"));
    entries.push_back(card("Ada Bb Levi", "office@example.org"));
    entries.push_back(card("", "office@example.org"));
    entries.push_back(card("", "office@example.org"));
    const auto people = people_of(entries);
    CHECK(people.all.size() == entries.size() - 1);
    CHECK(people.all[0].entries == std::vector<std::size_t>{0, 17});
    REQUIRE(people.shared.size() == 1);
    CHECK(people.shared[0].persons.size() == people.all.size());
}

TEST_CASE("a number is read as the event's country writes it") {
    EventPack pack;
    pack.id = "vigil-2026-12-10";
    pack.region = "IL";
    Kinds kinds;
    kinds.add(pack);
    const std::vector entries{card("Noa Levi", "", "050-123-4567"), card("Noa Levi", "", "+972 50 123 4567"),
                              card("Noa Levi", "", "00972-50-1234567"), card("Noa Levi", "", "501234567"),
                              card("Noa Levi", "", "+1 501 234 567")};
    const auto people = people_among(traits_of_all(entries, kinds), {}, Bursts::Keep);
    REQUIRE(people);
    CHECK(grouped(*people) == "0 1 2 3 | 4");
}

TEST_CASE("first and last name in two fields are one name") {
    EventPack pack;
    pack.id = "vigil-2026-12-10";
    Form form;
    form.id = "join";
    for (const auto* id : {"first", "last"}) form.fields.push_back({id, FieldKind::Name, {}, {}, false, 0, {}});
    form.fields.push_back({"mail", FieldKind::Email, {}, {}, false, 0, {}});
    pack.forms = {form};
    Kinds kinds;
    kinds.add(pack);
    auto one = card("");
    one.answers = {{"first", "Ada"}, {"last", "Levi"}, {"mail", "levi@example.org"}};
    auto other = card("");
    other.answers = {{"first", "Ben"}, {"last", "Levi"}, {"mail", "levi@example.org"}};
    auto again = card("");
    again.answers = {{"first", "ADA"}, {"last", ""}, {"mail", "levi@example.org"}};
    const auto people = people_among(traits_of_all({one, other, again}, kinds), {}, Bursts::Keep);
    REQUIRE(people);
    CHECK(grouped(*people) == "0 2 | 1");
}

TEST_CASE("entries of a person stand oldest first, on one tablet as it counted and else by the clock") {
    auto second = card("Ada Levi", "ada@example.org");
    second.since_boot_ms = 2000;
    auto first = card("Ada Levi", "ada@example.org");
    first.since_boot_ms = 1000;
    auto other_tablet = card("Ada Levi", "ada@example.org");
    other_tablet.device.fill(2);
    other_tablet.unix_s = 1'796'943'600;
    auto before_that = other_tablet;
    before_that.id.bytes.fill(210);
    before_that.device.fill(3);
    before_that.unix_s = 1'796'943'000;
    CHECK(grouped(people_of({second, other_tablet, before_that, first})) == "3 0 2 1");
}

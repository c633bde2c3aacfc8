// What an organizer decides, as a file and as people.
#include <doctest/doctest.h>

#include "tests/sync/people/cards.hpp"

using namespace hineni;

namespace {

// Where ids share their first nine characters.
std::vector<DeskEntry> three_cohens() {
    std::vector entries{card("Jon Cohen", "cohen@example.org"), card("Jane Cohen", "cohen@example.org"),
                        card("Jon Cohen", "cohen@example.org")};
    for (std::uint8_t i = 0; i < 3; ++i) {
        entries[i].id.bytes.fill(0xAB);
        entries[i].id.bytes[4] = static_cast<std::uint8_t>(0xA0 + i);
    }
    return entries;
}

std::string complaint_about(const std::vector<DeskEntry>& entries, const std::string& text) {
    const auto decisions = read_decisions(text);
    if (!decisions) return decisions.error().what;
    const auto people = people_among(traits_of_all(entries), *decisions, Bursts::Keep);
    if (people) return {};
    CHECK_FALSE(people.error().hint.empty());
    return people.error().what;
}

}  // namespace

TEST_CASE("decisions are read with comments, spaces, large letters and line ends of any system") {
    const auto read =
        read_decisions("\xEF\xBB\xBF# the Cohens\r\n\r\n  apart 3F2A0000\t99bc00001122 # twins\r\nkeep aaaaaaaa");
    REQUIRE(read);
    REQUIRE(read->size() == 2);
    CHECK(read->at(0).what == Decision::What::Apart);
    CHECK(read->at(0).entries == std::vector<std::string>{"3f2a0000", "99bc00001122"});
    CHECK(read->at(0).line == 3);
    CHECK(read->at(1).what == Decision::What::Keep);
    CHECK(read->at(1).line == 4);
    CHECK(read_decisions("")->empty());
}

TEST_CASE("a line that is no decision is named with its number and what would be right") {
    const auto hint = [](const char* text) { return read_decisions(text).error().hint; };
    CHECK(complaint_about({}, "keep aaaaaaaa\nmerge aaaaaaaa") == "line 2: the line begins with no decision");
    CHECK(hint("merge a") == "right would be: one of apart, together, aside, keep");
    CHECK(complaint_about({}, "keep aaaaaaa") == "line 1: id 1 of the line is none");
    CHECK(hint("keep aaaaaaa") == "right would be: the first 8 to 32 characters of an entry's id, of 0-9 and a-f");
    CHECK(complaint_about({}, "keep aaaaaaaa maria@example.org") == "line 1: id 2 of the line is none");
    CHECK(complaint_about({}, "keep " + std::string(33, 'a')).starts_with("line 1: "));
    CHECK(complaint_about({}, "apart aaaaaaaa") == "line 1: apart names too few entries");
    CHECK(hint("together aaaaaaaa") == "right would be: together and the ids of two entries or more");
    CHECK(complaint_about({}, "aside") == "line 1: aside names too few entries");
}

TEST_CASE("a decision that names no entry, several, or one twice fails with its line") {
    const auto entries = three_cohens();
    CHECK(complaint_about(entries, "\nkeep 0123456789") == "decisions: line 2: no entry here begins with 0123456789");
    CHECK(complaint_about(entries, "keep abababab") == "decisions: line 1: several entries begin with abababab");
    CHECK(complaint_about(entries, "apart ababababa0 ababababa0ab") == "decisions: line 1: names ababababa0ab twice");
    CHECK(complaint_about(entries, "keep ababababa2").empty());
    CHECK(complaint_about(entries, "keep " + id_of(entries[1])).empty());
}

TEST_CASE("together makes one person of names that do not agree") {
    const auto people = people_of(three_cohens(), "together ababababa0 ababababa1");
    CHECK(grouped(people) == "0 1 2");
    CHECK(people.shared.empty());
}

TEST_CASE("those put together are found under any of their names and contacts") {
    const std::vector entries{card("Jon Cohen", "jon@example.org"), card("Jane Cohen", "jane@example.org"),
                              card("Jane Cohen", "jane@example.org"), card("", "jon@example.org"),
                              card("Ruth Cohen", "jane@example.org")};
    const auto people = people_of(entries, "together " + id_of(entries[0]) + " " + id_of(entries[1]));
    CHECK(grouped(people) == "0 1 2 3 | 4");
    CHECK(people.shared.size() == 1);
}

TEST_CASE("apart is stronger than every rule, and nobody is asked again") {
    const std::vector entries{card("Jon Cohen", "cohen@example.org", "", "02139"),
                              card("Jon Cohen", "cohen@example.org", "", "02139")};
    CHECK(grouped(people_of(entries)) == "0 1");
    const auto people = people_of(entries, "apart " + id_of(entries[0]) + " " + id_of(entries[1]));
    CHECK(grouped(people) == "0 | 1");
    CHECK(people.shared.empty());
}

TEST_CASE("between two that are taken apart a third is doubtful and a human is asked") {
    const std::vector entries{card("Jon Cohen", "cohen@example.org"), card("Jon Cohen", "cohen@example.org"),
                              card("Jon Cohen", "cohen@example.org")};
    const auto people = people_of(entries, "apart " + id_of(entries[0]) + " " + id_of(entries[2]));
    CHECK(grouped(people) == "0 | 1 | 2");
    CHECK(people.shared.size() == 1);
}

TEST_CASE("the same pair both apart and together is an error, also through a third") {
    const auto entries = three_cohens();
    CHECK(complaint_about(entries, "together ababababa0 ababababa1\napart ababababa0 ababababa1") ==
          "decisions: line 2: takes apart abababab and abababab, which together makes one person");
    CHECK(complaint_about(entries,
                          "apart ababababa0 ababababa2\ntogether ababababa0 ababababa1\n"
                          "together ababababa1 ababababa2")
              .starts_with("decisions: line 1: takes apart"));
}

TEST_CASE("together across two forms is an error") {
    auto entries = three_cohens();
    entries[1].form = "pledge";
    CHECK(complaint_about(entries, "together ababababa0 ababababa1").find("different forms") != std::string::npos);
}

TEST_CASE("what is set aside is in nobody, and joins nobody") {
    const std::vector entries{card("Ada Levi", "ada@example.org"), card("Ada Levi", "ada@example.org", "6175550123"),
                              card("Ada Levi", "", "6175550123")};
    CHECK(grouped(people_of(entries)) == "0 1 2");
    const auto people = people_of(entries, "aside " + id_of(entries[1]));
    CHECK(grouped(people) == "0 | 2");
    CHECK(people.set_aside == std::vector<std::size_t>{1});
    const auto decided =
        people_of(entries, "aside " + id_of(entries[0]) + "\napart " + id_of(entries[0]) + " " + id_of(entries[2]) +
                               "\ntogether " + id_of(entries[1]) + " " + id_of(entries[2]));
    CHECK(grouped(decided) == "1 2");
    CHECK(complaint_about(entries, "aside " + id_of(entries[1]) + "\nkeep " + id_of(entries[1])) ==
          "decisions: line 2: " + id_of(entries[1]).substr(0, 8) + " is both to keep and to set aside: see line 1");
}

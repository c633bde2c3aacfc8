// What rules make of two cards: pairs.txt is data, and grows without this file.
#include <doctest/doctest.h>

#include <fstream>

#include "tests/sync/people/cards.hpp"

using namespace hineni;

namespace {

std::string trimmed(const std::string& text) {
    const auto from = text.find_first_not_of(' ');
    return from == std::string::npos ? "" : text.substr(from, text.find_last_not_of(' ') - from + 1);
}

std::vector<std::string> parts_of(const std::string& text, char by) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == by) {
            parts.emplace_back();
        } else {
            parts.back().push_back(c);
        }
    }
    for (auto& part : parts) part = trimmed(part);
    return parts;
}

DeskEntry card_of(const std::string& text) {
    auto parts = parts_of(text, ';');
    parts.resize(4);
    return card(parts[0], parts[1], parts[2], parts[3]);
}

std::string verdict_on(const std::vector<DeskEntry>& two) {
    const auto people = people_of(two);
    if (people.all.size() == 1) return people.shared.empty() ? "same" : "same, and asked";
    return people.shared.empty() ? "other" : "ask";
}

}  // namespace

TEST_CASE("each pair of cards is one person, two, or a question to a human, as the table says") {
    std::ifstream table(HINENI_SOURCE "/tests/sync/people/pairs.txt");
    REQUIRE(table);
    std::string line;
    int pairs = 0;
    while (std::getline(table, line)) {
        if (line.empty() || line.front() == '#') continue;
        const auto parts = parts_of(line, '|');
        REQUIRE(parts.size() == 3);
        const auto one = card_of(parts[1]);
        const auto other = card_of(parts[2]);
        CHECK_MESSAGE(verdict_on({one, other}) == parts[0], line);
        CHECK_MESSAGE(verdict_on({other, one}) == parts[0], line);
        ++pairs;
    }
    CHECK(pairs >= 80);
}

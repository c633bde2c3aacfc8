#include "sync/desk/contact_card.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "hineni/utf8.hpp"

using namespace hineni;

namespace {

DeskEntry of_the_vigil() {
    DeskEntry entry;
    entry.event = "vigil-2026-12-10";
    entry.form = "join";
    entry.language = "es";
    entry.unix_s = 1'796'943'600;
    return entry;
}

EntryId first_id() {
    EntryId id;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) id.bytes[i] = static_cast<std::uint8_t>(16 * i + i);
    return id;
}

std::string card_of(const Contact& contact) {
    return contact_card(of_the_vigil(), first_id(), contact);
}

std::vector<std::string> lines_of(const std::string& card) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < card.size();) {
        const auto end = card.find("\r\n", at);
        REQUIRE(end != std::string::npos);
        lines.push_back(card.substr(at, end - at));
        at = end + 2;
    }
    return lines;
}

// RFC 6350 3.2, as a reader does it.
std::string unfolded(std::string card) {
    for (std::size_t at = 0; (at = card.find("\r\n ", at)) != std::string::npos;) card.erase(at, 3);
    return card;
}

}  // namespace

TEST_CASE("a card has all that the person gave, and who they are by the id of their first entry") {
    CHECK(card_of({"María Núñez", "maria@example.org", "+1 617 555 0100", "02139"}) ==
          "BEGIN:VCARD\r\n"
          "VERSION:4.0\r\n"
          "UID:urn:uuid:00112233-4455-6677-8899-aabbccddeeff\r\n"
          "FN:María Núñez\r\n"
          "EMAIL:maria@example.org\r\n"
          "TEL;VALUE=text:+1 617 555 0100\r\n"
          "ADR:;;;;;02139;\r\n"
          "LANG:es\r\n"
          "CATEGORIES:join,vigil-2026-12-10\r\n"
          "REV:20261210T230000Z\r\n"
          "END:VCARD\r\n");
}

TEST_CASE("a card has a formatted name in every case, and nobody guesses which part is the family's") {
    CHECK(card_of({"", "ada@example.org", "617 555 0100", ""}).find("\r\nFN:ada@example.org\r\n") != std::string::npos);
    CHECK(card_of({"", "", "617 555 0100", ""}).find("\r\nFN:617 555 0100\r\n") != std::string::npos);
    CHECK(card_of({"Ada Any Sample", "", "", ""}).find("\r\nN:") == std::string::npos);
    CHECK(card_of({"", "", "", "02139"}).empty());
    auto entry = of_the_vigil();
    entry.unix_s.reset();
    CHECK(contact_card(entry, first_id(), {"Ada", "", "", ""}).find("REV") == std::string::npos);
}

TEST_CASE("what somebody typed stays within its value") {
    const auto card = card_of({"Lee; Ada, \\ one\r\nEND:VCARD\nFN:Eve\rBEGIN", "", "", "0;2,1"});
    CHECK(card.find(R"(FN:Lee\; Ada\, \\ one\nEND:VCARD\nFN:Eve\nBEGIN)") != std::string::npos);
    CHECK(card.find("ADR:;;;;;0\\;2\\,1;\r\n") != std::string::npos);
    CHECK(card_of({std::string("A\x01\x1b\x7f") + '\0' + "da", "", "", ""}).find("FN:Ada\r\n") != std::string::npos);
}

TEST_CASE("no line has more than 75 octets, no character is cut, and unfolding gives back every letter") {
    for (const std::string letter : {"x", "é", "ש", "明", "🕯"}) {
        for (std::size_t shift = 0; shift < 5; ++shift) {
            std::string name(shift, 'a');
            for (int i = 0; i < 100; ++i) name += letter;
            const auto card = card_of({name, "", "", ""});
            for (const auto& line : lines_of(card)) {
                CHECK(line.size() <= 75);
                CHECK(utf8::front_size(line.starts_with(' ') ? line.substr(1) : line) > 0);
            }
            CHECK(unfolded(card).find("\r\nFN:" + name + "\r\n") != std::string::npos);
        }
    }
    CHECK(lines_of(card_of({std::string(72, 'x'), "", "", ""}))[3].size() == 75);
    CHECK(lines_of(card_of({std::string(73, 'x'), "", "", ""}))[4] == " x");
}

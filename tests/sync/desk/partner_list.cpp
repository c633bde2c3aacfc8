#include "sync/desk/partner_list.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "hineni/seal.hpp"

using namespace hineni;

namespace {

std::string hash_of(std::string_view words) {
    return hex(digest(as_bytes(words)));
}

// Asks for an e-mail, a message, a call and a share for one partner, and an e-mail for another.
Texts texts() {
    EventPack pack;
    pack.id = "vigil";
    Form form;
    form.id = "join";
    for (const auto* const each : {"email", "sms", "call", "share"}) {
        form.consents.push_back({each, "sanctuary", Channel::Email, {{{"en", std::string("By ") + each + "."}}}});
    }
    pack.forms.push_back(form);
    Texts all;
    all.add(pack);
    return all;
}

const Contact everything{"Ada Sample", "ada@example.org", "617 555 0100", "02139"};

DeskEntry saying(const std::vector<std::string>& channels, bool yes = true) {
    DeskEntry entry;
    entry.event = "vigil";
    entry.form = "join";
    entry.language = "en";
    entry.unix_s = 1'796'943'600;
    for (const auto& each : channels) {
        entry.consents.push_back({each, "sanctuary", each, hash_of("By " + each + "."), yes});
    }
    return entry;
}

Result<PartnerRow> row_of(const DeskEntry& one) {
    return partner_row("sanctuary", one, std::span(&one, 1), everything, texts());
}

}  // namespace

TEST_CASE("a partner gets only the contact that the yes allows") {
    const auto contacts = [](const std::vector<std::string>& channels) {
        const auto row = row_of(saying(channels));
        REQUIRE(row);
        CHECK(row->name == "Ada Sample");
        return row->email + "|" + row->phone + "|" + row->postal_code;
    };
    CHECK(contacts({"email"}) == "ada@example.org||");
    CHECK(contacts({"sms"}) == "|617 555 0100|");
    CHECK(contacts({"call"}) == "|617 555 0100|");
    CHECK(contacts({"share"}) == "ada@example.org|617 555 0100|02139");
    CHECK(contacts({"email", "call"}) == "ada@example.org|617 555 0100|");
}

TEST_CASE("nothing of anybody who said no, was not asked, or said yes to another") {
    CHECK(row_of(saying({"email", "sms", "call", "share"}, false))->empty());
    CHECK(row_of(saying({}))->empty());
    auto another = saying({"email"});
    another.consents[0].to = "synagogue";
    CHECK(row_of(another)->empty());
    another.consents[0].to = "us";
    CHECK(row_of(another)->empty());
}

TEST_CASE("words that no pack has are named with the entry and never guessed") {
    auto entry = saying({"email", "sms"});
    entry.id.bytes.fill(0xAB);
    entry.consents[1].words = hash_of("Other words.");
    const auto row = row_of(entry);
    REQUIRE_FALSE(row);
    CHECK(row.error().what.find("entry " + hex(entry.id.bytes)) != std::string::npos);
    entry.consents[1].yes = false;  // Nobody agreed to those.
    CHECK(row_of(entry));
}

TEST_CASE("when somebody agreed is the time of the yes and not of what else they did") {
    auto first = saying({"email"});
    auto last = saying({});
    last.unix_s = 1'796'950'000;
    auto one = last;
    one.consents = first.consents;
    const std::vector entries{first, last};
    const auto row = partner_row("sanctuary", one, entries, everything, texts());
    REQUIRE(row);
    CHECK(row->agreed_at == "2026-12-10T23:00:00Z");
    first.unix_s.reset();
    CHECK(partner_row("sanctuary", one, std::vector{first, last}, everything, texts())->agreed_at.empty());
}

TEST_CASE("a line has the words as they were on the glass and runs no formula") {
    auto row = *row_of(saying({"email", "call"}));
    row.name = "=1+1";
    CHECK(partner_header() ==
          "\xEF\xBB\xBF"
          "name,email,phone,postal_code,language,agreed_at,channels,words\r\n");
    CHECK(partner_line(row) ==
          "'=1+1,ada@example.org,617 555 0100,,en,2026-12-10T23:00:00Z,email call,\"By email.\nBy call.\"\r\n");
}

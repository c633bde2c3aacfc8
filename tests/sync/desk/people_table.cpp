#include "sync/desk/people_table.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace hineni;

namespace {

EntryId numbered(std::uint8_t first, std::uint8_t last) {
    EntryId id;
    id.bytes.front() = first;
    id.bytes.back() = last;
    return id;
}

}  // namespace

TEST_CASE("an id is written with eight characters, and with more where eight would name two") {
    CHECK(written_of_ids({}) == 8);
    CHECK(written_of_ids({numbered(1, 0), numbered(2, 0)}) == 8);
    EntryId near = numbered(1, 0);
    near.bytes[4] = 0x0F;  // The tenth character.
    CHECK(written_of_ids({numbered(2, 0), near, numbered(1, 0)}) == 10);
    CHECK(written_of_ids({numbered(1, 1), numbered(1, 2)}) == 32);
    CHECK(written_of_ids({numbered(1, 1), numbered(1, 1)}) == 32);
}

TEST_CASE("a person is one row with all entries, every field and consent, and why a human should look") {
    DeskEntry one;
    one.event = "vigil";
    one.form = "pledge";
    one.language = "he";
    one.unix_s = 1'796'943'600;
    one.answers = {{"name", "שרה, לוי"}, {"phone", "+1 617 555 0100"}};
    one.consents = {{"news", "us", "email", "", true}, {"share", "sanctuary", "share", "", false}};
    one.occasions = {"action-night", "shift"};
    one.signature = "M1 2L3 4";
    Columns columns;
    columns.add(one);
    columns.fields.emplace_back("role");
    CHECK(people_header(columns) ==
          "\xEF\xBB\xBF"
          "person,entries,form,event,language,collected_at,name,phone,role,consent.news,consent.share,signature,"
          "occasions,check\r\n");
    CHECK(people_row({one, {"3f2a1b9c", "99bc0d1e"}, "shares an e-mail with 01020304"}, columns) ==
          "3f2a1b9c,3f2a1b9c 99bc0d1e,pledge,vigil,he,2026-12-10T23:00:00Z,\"שרה, לוי\",'+1 617 555 0100,,yes,no,"
          "drawn,action-night shift,shares an e-mail with 01020304\r\n");
    one.signature.clear();
    one.signature_typed = "=Sarah";
    one.unix_s.reset();
    const auto typed = people_row({one, {"3f2a1b9c"}, ""}, columns);
    CHECK(typed.find(",typed,") != std::string::npos);
    CHECK(typed.find("Sarah") == std::string::npos);
    CHECK(typed.find(",he,,") != std::string::npos);
    CHECK(typed.ends_with(",\r\n"));
}

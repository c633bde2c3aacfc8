// One entry out of those of a person.
#include <doctest/doctest.h>

#include "tests/sync/people/cards.hpp"

using namespace hineni;

namespace {

constexpr std::int64_t seven_pm = 1'796'943'600;

// Of different tablets, so that only the clock tells which is the last.
DeskEntry said(bool yes, std::int64_t at, int within_s = 5) {
    auto entry = card("Ada Levi", "ada@example.org");
    entry.device.fill(entry.id.bytes[3]);
    entry.unix_s = at;
    entry.within_s = within_s;
    entry.consents = {{"newsletter", "us", "email", yes ? "words of the yes" : "words of the no", yes}};
    return entry;
}

bool consents(const std::vector<DeskEntry>& entries) {
    return as_one(entries).consents.at(0).yes;
}

}  // namespace

TEST_CASE("the last answers count, and gaps are filled from before") {
    auto first = card("Ada Levi", "ada@example.org", "6175550123");
    first.answers.emplace_back("role", "driver");
    auto second = card("Ada B. Levi", "", "", "02139");
    const auto third = card("Ada Levi", "", "6175550199");
    const auto one = as_one(std::vector{first, second, third});
    const std::vector<std::pair<std::string, std::string>> wanted{{"name", "Ada Levi"},
                                                                  {"email", "ada@example.org"},
                                                                  {"phone", "6175550199"},
                                                                  {"postal_code", "02139"},
                                                                  {"role", "driver"}};
    CHECK(one.answers == wanted);
    CHECK(one.id == third.id);
}

TEST_CASE("one entry is itself") {
    const auto entry = said(true, seven_pm);
    CHECK(as_one(std::vector{entry}).id == entry.id);
    CHECK(consents({entry}));
}

TEST_CASE("the last word on a consent counts where the times are surely in order") {
    CHECK(consents({said(false, seven_pm), said(true, seven_pm + 11)}));
    CHECK_FALSE(consents({said(true, seven_pm), said(false, seven_pm + 11)}));
}

TEST_CASE("a no is stronger than a yes where it is not known which is the last") {
    CHECK_FALSE(consents({said(false, seven_pm), said(true, seven_pm + 10)}));
    CHECK_FALSE(consents({said(false, seven_pm), said(true, seven_pm + 3600, 4000)}));
    auto clockless = said(false, seven_pm);
    clockless.unix_s.reset();
    CHECK_FALSE(consents({clockless, said(true, seven_pm)}));
    CHECK_FALSE(consents({said(true, seven_pm), clockless}));
}

TEST_CASE("a tablet without a clock knows which of its own entries is the last") {
    auto first = said(false, seven_pm);
    auto second = said(true, seven_pm);
    first.unix_s.reset();
    second.unix_s.reset();
    second.device = first.device;
    CHECK(consents({first, second}));
    second.boot = "08";
    CHECK_FALSE(consents({first, second}));
}

TEST_CASE("a no that is surely older than one of two words is not heard, and one that may be the last is") {
    CHECK(consents({said(false, seven_pm), said(true, seven_pm + 100), said(true, seven_pm + 105)}));
    CHECK_FALSE(consents({said(true, seven_pm), said(false, seven_pm + 100), said(true, seven_pm + 105)}));
}

TEST_CASE("a consent comes with the words that it was said to") {
    const auto yes = as_one(std::vector{said(false, seven_pm), said(true, seven_pm + 60)});
    CHECK(yes.consents.at(0).words == "words of the yes");
    const auto no = as_one(std::vector{said(false, seven_pm), said(true, seven_pm + 1)});
    CHECK(no.consents.at(0).words == "words of the no");
}

TEST_CASE("a consent that the last card did not ask for is taken from before") {
    auto first = said(true, seven_pm);
    first.consents.push_back({"partner", "sanctuary", "share", "other words", true});
    const auto one = as_one(std::vector{first, said(false, seven_pm + 60)});
    REQUIRE(one.consents.size() == 2);
    CHECK_FALSE(one.consents[0].yes);
    CHECK(one.consents[1].id == "partner");
    CHECK(one.consents[1].yes);
}

TEST_CASE("a signature comes with the words above it, and a later no to showing the name wins") {
    auto first = said(true, seven_pm);
    first.text = "digest of the Spanish text";
    first.text_language = "es";
    first.signature = "M10 20L30 40";
    first.public_name = true;
    first.receipt_code = "7KQM2XRD9FTH";
    auto second = said(true, seven_pm + 60);
    second.text = "digest of the English text";
    second.text_language = "en";
    second.public_name = false;
    const auto one = as_one(std::vector{first, second});
    CHECK(one.text == "digest of the Spanish text");
    CHECK(one.text_language == "es");
    CHECK(one.signature == "M10 20L30 40");
    CHECK(one.public_name == std::optional(false));
    CHECK(one.receipt_code == "7KQM2XRD9FTH");
    second.public_name = true;
    second.receipt_code = "0123456789AB";
    first.public_name = false;
    CHECK(as_one(std::vector{first, second}).public_name == std::optional(true));
    CHECK(as_one(std::vector{first, second}).receipt_code == "0123456789AB");
    second.unix_s = seven_pm + 1;
    CHECK(as_one(std::vector{first, second}).public_name == std::optional(false));
    second.signature_typed = "Ada Levi";
    const auto typed = as_one(std::vector{first, second});
    CHECK(typed.signature.empty());
    CHECK(typed.signature_typed == "Ada Levi");
    CHECK(typed.text_language == "en");
}

TEST_CASE("occasions are all that were chosen, in the order in which they first were") {
    auto first = said(true, seven_pm);
    first.occasions = {"action-night", "briefing"};
    auto second = said(true, seven_pm + 60);
    second.occasions = {"meeting", "action-night"};
    CHECK(as_one(std::vector{first, second}).occasions ==
          std::vector<std::string>{"action-night", "briefing", "meeting"});
}

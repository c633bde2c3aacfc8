#include "kiosk/session/mail_slips.hpp"

#include <utility>

#include "tests/kiosk/session/fingers.hpp"

using namespace hineni;
using namespace hineni::keyboard;

TEST_CASE("a slip in a usual domain is known for what was meant") {
    constexpr std::pair<const char*, const char*> slips[] = {
        {"gmial.com", "gmail.com"},         {"gamil.com", "gmail.com"},
        {"gmail.con", "gmail.com"},         {"gmail.cmo", "gmail.com"},
        {"gmaill.com", "gmail.com"},        {"gmal.com", "gmail.com"},
        {"gmil.com", "gmail.com"},          {"gnail.com", "gmail.com"},
        {"gmaul.com", "gmail.com"},         {"gmail.comm", "gmail.com"},
        {"gmail.cm", "gmail.com"},          {"gmail.vom", "gmail.com"},
        {"gmial.con", "gmail.com"},         {"gmailcom", "gmail.com"},
        {"gmail..com", "gmail.com"},        {"GMIAL.com", "gmail.com"},
        {"hotmial.com", "hotmail.com"},     {"hotmai.com", "hotmail.com"},
        {"hotnail.com", "hotmail.com"},     {"hotmail.con", "hotmail.com"},
        {"homtail.com", "hotmail.com"},     {"hotmal.com", "hotmail.com"},
        {"yaho.com", "yahoo.com"},          {"yahooo.com", "yahoo.com"},
        {"yhaoo.com", "yahoo.com"},         {"yahoo.cim", "yahoo.com"},
        {"outlok.com", "outlook.com"},      {"outloook.com", "outlook.com"},
        {"outllook.com", "outlook.com"},    {"outlook.cpm", "outlook.com"},
        {"iclod.com", "icloud.com"},        {"icloude.com", "icloud.com"},
        {"iclould.com", "icloud.com"},      {"protonmial.com", "protonmail.com"},
        {"prtonmal.com", "protonmail.com"}, {"comcst.net", "comcast.net"},
        {"comcast.met", "comcast.net"},     {"riseup.ent", "riseup.net"},
    };
    for (const auto& [typed, meant] : slips) {
        CAPTURE(typed);
        CHECK(meant_domain(typed).value_or("nothing") == meant);
    }
}

TEST_CASE("a right domain is never corrected") {
    for (const char* right : {"gmail.com",
                              "Gmail.Com",
                              "mail.com",
                              "gmx.com",
                              "gmx.de",
                              "ymail.com",
                              "email.com",
                              "me.com",
                              "mac.com",
                              "proton.me",
                              "pm.me",
                              "protonmail.com",
                              "aol.com",
                              "msn.com",
                              "live.com",
                              "love.com",
                              "hotmail.com",
                              "hotmail.fr",
                              "hotmail.co.uk",
                              "hotmail.es",
                              "outlook.es",
                              "outlook.fr",
                              "yahoo.ca",
                              "yahoo.co.uk",
                              "yahoo.com.mx",
                              "yahoo.fr",
                              "icloud.com",
                              "cloud.com",
                              "fastmail.com",
                              "hushmail.com",
                              "small.com",
                              "mail.ru",
                              "yandex.ru",
                              "qq.com",
                              "163.com",
                              "comcast.net",
                              "compact.net",
                              "verizon.net",
                              "horizon.net",
                              "att.net",
                              "riseup.net",
                              "example.org",
                              "mail.example.org",
                              "gmail.example.org",
                              "gm.ail.com",
                              "gmial.example.com",
                              "neveragain.example",
                              "bu.edu",
                              "tutanota.com",
                              "zoho.com",
                              "rocketmail.com",
                              "sbcglobal.net",
                              "",
                              "x",
                              "gmail",
                              "gmai",
                              "gm"}) {
        CAPTURE(right);
        CHECK_FALSE(meant_domain(right).has_value());
    }
}

TEST_CASE("what was meant is one key, which takes the wrong domain with its @") {
    const auto up = for_field(FieldKind::Email, "en");
    const auto keys = offers(up, "ada@gmial.com", "", "en");
    REQUIRE(keys.size() == 1);
    CHECK(keys[0].label == "@gmail.com");
    CHECK(keys[0].inserts == "@gmail.com");
    CHECK(keys[0].takes == std::string_view("@gmial.com").size());
    Finger finger(FieldKind::Email, "en");
    finger.typed = "ada@gmial.com";
    finger.tap(keys[0]);
    CHECK(finger.typed == "ada@gmail.com");
}

TEST_CASE("endings are offered first, and nothing within an address or before a name") {
    const auto up = for_field(FieldKind::Email, "en");
    CHECK(offers(up, "ada", "", "en") == mail_domains("ada", "en"));
    CHECK(offers(up, "ada@gmail.co", "", "en").at(0).inserts == "m");
    CHECK(offers(up, "ada@gmial.com", "x", "en").empty());
    CHECK(offers(up, "ada", "@gmial.com", "en").empty());
    CHECK(offers(up, "@gmial.com", "", "en").empty());
    CHECK(offers(up, "ada@example.org", "", "en").empty());
    CHECK(offers(for_field(FieldKind::Name, "en"), "ada", "", "en").empty());
}

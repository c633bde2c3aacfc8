#include "kiosk/form/rules.hpp"

#include <doctest/doctest.h>

#include "hineni/event_pack.hpp"
#include "kiosk/form/chapter.hpp"

using namespace hineni;

static Problem problem(FieldKind kind, std::string_view answer, bool required = false) {
    Field field;
    field.kind = kind;
    field.required = required;
    return problem_with(field, answer);
}

TEST_CASE("what is needed and blank is missing, whatever the kind") {
    for (const auto kind : {FieldKind::Name, FieldKind::Email, FieldKind::Phone, FieldKind::PostalCode, FieldKind::Text,
                            FieldKind::Choice, FieldKind::Choices, FieldKind::YesNo, FieldKind::Chapter}) {
        for (const char* blank : {"", " ", " \t ", "\u00A0", "\u3000\u200F"}) {
            CHECK(problem(kind, blank, true) == Problem::Missing);
            CHECK(problem(kind, blank, false) == Problem::None);
        }
    }
}

TEST_CASE("an unusual name is a name") {
    for (const char* name : {"X", "Ng", "O'Brien-Núñez", "שרה", "李", "Ada 2nd"}) {
        CHECK(problem(FieldKind::Name, name, true) == Problem::None);
    }
}

TEST_CASE("an address for mail has one @, something before it and a domain with a dot after it") {
    for (const char* good :
         {"ada@example.org", " ada@example.org ", "a@b.co", "first.last+tag@sub.example.co.uk", "o'brien@example.org",
          "!#$%&'*+/=?^_`{|}~-@example.org", "josé@correo.example", "用户@例子.广告", "ada@bücher.example",
          "ada..b@example.ne.jp", "ada@xn--bcher-kva.example"}) {
        CAPTURE(good);
        CHECK(problem(FieldKind::Email, good) == Problem::None);
    }
    for (const char* bad :
         {"ada", "@example.org", "ada@", "ada@example", "ada@@example.org", "ada@b@example.org", "ada b@example.org",
          "ada@exa mple.org", "ada@example.", "ada@.org", "ada@example..org", "ada@-example.org", "ada@example-.org",
          "ada@example,org", "ada@192.168.0.1", "ada@example.o", "ada\u00A0b@example.org", "a,b@example.org", "@"}) {
        CAPTURE(bad);
        CHECK(problem(FieldKind::Email, bad) == Problem::NotAnEmail);
    }
}

TEST_CASE("a phone number has 7 to 15 digits and nothing but + ( ) - . and spaces between them") {
    for (const char* good : {"6175550123", "(617) 555-0123", "+1 617.555.0123", "555-0123", "+972 50 123 4567",
                             "123456789012345", "(+1) 617 555 0123"}) {
        CAPTURE(good);
        CHECK(problem(FieldKind::Phone, good) == Problem::None);
    }
    for (const char* bad : {"555-012", "1234567890123456", "617 555 0123 ext 4", "617+5550123", "++16175550123",
                            "call me", "6175550123\n5", "617/5550123"}) {
        CAPTURE(bad);
        CHECK(problem(FieldKind::Phone, bad) == Problem::NotAPhone);
    }
}

TEST_CASE("a postal code is a ZIP, a ZIP+4 or that of another country") {
    for (const char* good : {"02139", "02139-4307", " 02139 ", "M5V 2T6", "SW1A 1AA", "1010", "d-10115", "101"}) {
        CAPTURE(good);
        CHECK(problem(FieldKind::PostalCode, good) == Problem::None);
    }
    for (const char* bad : {"02", "12345678901", "0213_", "-02139", "02139-", "1 - 2", "Boston, MA", "０２１３９"}) {
        CAPTURE(bad);
        CHECK(problem(FieldKind::PostalCode, bad) == Problem::NotAPostalCode);
    }
}

TEST_CASE("a chapter is found by the longest beginning of the postal code") {
    EventPack pack;
    pack.chapters = {
        {"boston", {}, {"021", "022"}}, {"east", {}, {"02"}}, {"harbor", {}, {"0211"}}, {"toronto", {}, {"M5V"}}};
    const auto found = [&](std::string_view code) {
        const auto* chapter = chapter_for(pack, code);
        return chapter == nullptr ? std::string("nobody") : chapter->id;
    };
    CHECK(found("02139") == "boston");
    CHECK(found("02139-4307") == "boston");
    CHECK(found(" 02 139") == "boston");
    CHECK(found("02110") == "harbor");
    CHECK(found("02999") == "east");
    CHECK(found("m5v 2t6") == "toronto");
    CHECK(found("02") == "east");
    CHECK(found("0") == "nobody");
    CHECK(found("") == "nobody");
    CHECK(found("90210") == "nobody");
}

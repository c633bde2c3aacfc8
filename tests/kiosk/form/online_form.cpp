#include "kiosk/form/online_form.hpp"

#include <doctest/doctest.h>

using namespace hineni;

TEST_CASE("the address of the form online carries the language") {
    CHECK(online_form_in("https://example.org/join", "es") == "https://example.org/join?lang=es");
    CHECK(online_form_in("https://example.org", "he") == "https://example.org?lang=he");
}

TEST_CASE("the language joins a query, before a fragment") {
    CHECK(online_form_in("https://example.org/join?source=kiosk", "es") ==
          "https://example.org/join?source=kiosk&lang=es");
    CHECK(online_form_in("https://example.org/join?a=1&b=2#form", "es") ==
          "https://example.org/join?a=1&b=2&lang=es#form");
    CHECK(online_form_in("https://example.org/#/join?step=1", "es") == "https://example.org/?lang=es#/join?step=1");
    CHECK(online_form_in("https://example.org/join?", "es") == "https://example.org/join?lang=es");
}

TEST_CASE("a language that the address names already gives way to the one on the glass") {
    CHECK(online_form_in("https://example.org/join?lang=en&source=kiosk", "es") ==
          "https://example.org/join?source=kiosk&lang=es");
    CHECK(online_form_in("https://example.org/join?slang=x", "es") == "https://example.org/join?slang=x&lang=es");
}

TEST_CASE("no address stays none") {
    CHECK(online_form_in("", "es").empty());
}

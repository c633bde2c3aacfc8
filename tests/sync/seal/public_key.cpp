#include <doctest/doctest.h>

#include <string>

#include "hineni/seal.hpp"
#include "sync/seal/open.hpp"

using namespace hineni;

TEST_CASE("a public key in writing comes back as it was") {
    REQUIRE(start_sealing());
    for (int i = 0; i < 50; ++i) {
        const auto key = public_half(new_secret_key());
        const auto text = to_text(key);
        CHECK(text.size() == 65);
        CHECK(text.starts_with("hineni1"));
        const auto read = public_key_from_text(text);
        REQUIRE(read);
        CHECK(*read == key);
    }
}

TEST_CASE("every mistyped character of a public key is found") {
    REQUIRE(start_sealing());
    const auto text = to_text(public_half(new_secret_key()));
    for (std::size_t i = 0; i < text.size(); ++i) {
        for (const char other : std::string("abcdefghijklmnopqrstuvwxyz234567A1 ")) {
            if (other == text[i]) continue;
            auto wrong = text;
            wrong[i] = other;
            CHECK_FALSE(public_key_from_text(wrong));
        }
    }
}

TEST_CASE("a public key that is no key says what is wrong") {
    REQUIRE(start_sealing());
    CHECK(public_key_from_text("").error().what == "read public key: it does not start with hineni1");
    CHECK(public_key_from_text("hineni1abc").error().what ==
          "read public key: after hineni1 there are 3 characters instead of 58");
    CHECK(public_key_from_text(to_text(PublicKey{})).error().what ==
          "read public key: nothing can be sealed to this key");
}

TEST_CASE("digests are BLAKE2b-256, and a tag is the front of one") {
    CHECK(hex(digest(as_bytes("abc"))) == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    CHECK(hex(event_tag("abc")) == "bddd813c63423972");
}

TEST_CASE("no two entries have the same id") {
    CHECK(new_entry_id() != new_entry_id());
}

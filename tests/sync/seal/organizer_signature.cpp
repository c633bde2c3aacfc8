// An organizer's signature: anybody can check it, and it is of these words alone.
#include "sync/seal/organizer_signature.hpp"

#include <doctest/doctest.h>
#include <sodium.h>

#include <string>

#include "hineni/seal.hpp"

using namespace hineni;

TEST_CASE("what an organizer signed is known to be theirs, and of nobody and nothing else") {
    REQUIRE(start_sealing());
    const auto ada = new_secret_key();
    const auto ben = new_secret_key();
    const auto words = as_bytes("412 entries");
    const auto signature = sign_as_organizer(ada, "a proof", words);
    CHECK(signed_by_organizer(signing_name(ada), "a proof", words, signature));
    CHECK_FALSE(signed_by_organizer(signing_name(ben), "a proof", words, signature));
    CHECK_FALSE(signed_by_organizer(signing_name(ada), "a pack", words, signature));
    CHECK_FALSE(signed_by_organizer(signing_name(ada), "a proo", as_bytes("f412 entries"), signature));
    CHECK_FALSE(signed_by_organizer(signing_name(ada), "a proof", as_bytes("413 entries"), signature));
    for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
        auto wrong = signature;
        wrong[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        CHECK_FALSE(signed_by_organizer(signing_name(ada), "a proof", words, wrong));
    }
}

TEST_CASE("an organizer's signature is the one that is written down, byte for byte") {
    REQUIRE(start_sealing());
    const auto key = new_secret_key();
    const auto derived = as_bytes("hineni organizer signing v1");
    std::array<std::uint8_t, 32> seed{};
    crypto_generichash_blake2b(seed.data(), seed.size(), derived.data(), derived.size(), key.bytes.bytes().data(), 32);
    std::array<std::uint8_t, 32> public_half_of_it{};
    std::array<std::uint8_t, 64> secret_half{};
    crypto_sign_seed_keypair(public_half_of_it.data(), secret_half.data(), seed.data());
    CHECK(signing_name(key).bytes == public_half_of_it);
    const auto message = as_bytes(
        "\x02"
        "abwords");
    OrganizerSignature wanted{};
    crypto_sign_detached(wanted.data(), nullptr, message.data(), message.size(), secret_half.data());
    CHECK(sign_as_organizer(key, "ab", as_bytes("words")) == wanted);
}

TEST_CASE("a signing name in writing comes back as it was, and every mistyped character is found") {
    REQUIRE(start_sealing());
    const auto name = signing_name(new_secret_key());
    const auto text = to_text(name);
    CHECK(text.size() == 65);
    CHECK(text.starts_with("hinsig1"));
    CHECK(signing_name_from_text(text) == name);
    for (std::size_t i = 0; i < text.size(); ++i) {
        for (const char other : std::string("abcdefghijklmnopqrstuvwxyz234567A1 ")) {
            if (other == text[i]) continue;
            auto wrong = text;
            wrong[i] = other;
            CHECK_FALSE(signing_name_from_text(wrong));
        }
    }
}

TEST_CASE("a public key in the place of a signing name is told apart from it") {
    REQUIRE(start_sealing());
    const auto key = new_secret_key();
    CHECK(signing_name_from_text(to_text(public_half(key))).error().hint.starts_with("this is a public key"));
    CHECK(public_key_from_text(to_text(signing_name(key))).error().what ==
          "read public key: it does not start with hineni1");
    CHECK(signing_name(key).bytes != public_half(key).bytes);
}

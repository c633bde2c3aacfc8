// What a device says of itself, and what an organizer says to a device.
#include <doctest/doctest.h>
#include <sodium.h>

#include <string>
#include <vector>

#include "sync/seal/vouch.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;

namespace {

struct Pair {
    FreshFolder folder;
    DeviceKey device = *device_key(folder.path());
    SecretKey organizer = new_secret_key();
    PublicKey known = public_half(organizer);
};

// The few X25519 keys that give everybody the same shared secret (RFC 7748, 6.1), and their like with the top bit set.
std::vector<PublicKey> keys_of_nobody() {
    std::vector<PublicKey> out(2);
    out[1].bytes[0] = 1;
    constexpr unsigned char order_eight[]{0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3,
                                          0xfa, 0xf1, 0x9f, 0xc4, 0x6a, 0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32,
                                          0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8, 0x00};
    std::copy(std::begin(order_eight), std::end(order_eight), out.emplace_back().bytes.begin());
    return out;
}

}  // namespace

TEST_CASE("an envelope's mark is the front of its digest") {
    const Bytes envelope(4096, 7);
    const auto whole = digest(envelope);
    const auto mark = mark_of(envelope);
    CHECK(std::equal(mark.begin(), mark.end(), whole.begin()));
}

TEST_CASE("what a device signed is known to be its own, and of nobody and nothing else") {
    const Pair pair;
    const Pair other;
    const auto words = as_bytes("23 envelopes");
    const auto signature = sign(pair.device, "a statement", words);
    CHECK(signed_by(pair.device.public_half, "a statement", words, signature));
    CHECK_FALSE(signed_by(other.device.public_half, "a statement", words, signature));
    CHECK_FALSE(signed_by(pair.device.public_half, "a statement", as_bytes("24 envelopes"), signature));
    for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
        auto wrong = signature;
        wrong[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        CHECK_FALSE(signed_by(pair.device.public_half, "a statement", words, wrong));
    }
}

TEST_CASE("what was signed as one thing never counts as another") {
    const Pair pair;
    const auto& device = pair.device;
    const auto signature = sign(device, "ab", as_bytes("c"));
    CHECK(signed_by(device.public_half, "ab", as_bytes("c"), signature));
    CHECK_FALSE(signed_by(device.public_half, "a", as_bytes("bc"), signature));
    CHECK_FALSE(signed_by(device.public_half, "abc", {}, signature));
    CHECK_FALSE(signed_by(device.public_half, "", as_bytes("abc"), signature));
}

TEST_CASE("a signature is the one that is written down") {
    const Pair pair;
    const std::string message = std::string("\x02", 1) + "abwords";
    Signature wanted{};
    crypto_sign_detached(wanted.data(), nullptr, as_bytes(message).data(), message.size(),
                         pair.device.secret_half.bytes().data());
    CHECK(sign(pair.device, "ab", as_bytes("words")) == wanted);
}

TEST_CASE("the device believes what its organizer vouches for, and nothing else") {
    const Pair pair;
    const Pair other;
    const auto words = as_bytes("we have these");
    const auto voucher = vouch_to(pair.device.public_half, pair.organizer, "a receipt", words);
    REQUIRE(voucher);
    CHECK(vouched_for(pair.device, pair.known, "a receipt", words, *voucher));
    CHECK_FALSE(vouched_for(other.device, pair.known, "a receipt", words, *voucher));
    CHECK_FALSE(vouched_for(pair.device, other.known, "a receipt", words, *voucher));
    CHECK_FALSE(vouched_for(pair.device, pair.known, "a letter", words, *voucher));
    CHECK_FALSE(vouched_for(pair.device, pair.known, "a receipt", as_bytes("we have thes"), *voucher));
    for (std::size_t bit = 0; bit < voucher->size() * 8; ++bit) {
        auto wrong = *voucher;
        wrong[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        CHECK_FALSE(vouched_for(pair.device, pair.known, "a receipt", words, wrong));
    }
}

TEST_CASE("a voucher is the one that is written down, byte for byte") {
    const Pair pair;
    Bytes known(32);
    std::array<std::uint8_t, 32> device{};
    REQUIRE(crypto_sign_ed25519_pk_to_curve25519(device.data(), pair.device.public_half.data()) == 0);
    REQUIRE(crypto_scalarmult(known.data(), pair.organizer.bytes.bytes().data(), device.data()) == 0);
    known.insert(known.end(), pair.known.bytes.begin(), pair.known.bytes.end());
    known.insert(known.end(), device.begin(), device.end());
    const auto about = as_bytes("hineni receipt v1");
    known.insert(known.end(), about.begin(), about.end());
    const auto key = digest(known);
    const auto words = as_bytes("words");
    Voucher wanted{};
    crypto_generichash_blake2b(wanted.data(), wanted.size(), words.data(), words.size(), key.data(), key.size());
    CHECK(vouch_to(pair.device.public_half, pair.organizer, "hineni receipt v1", words) == wanted);
}

TEST_CASE("organizers vouch to each other and to themselves") {
    const auto ada = new_secret_key();
    const auto ben = new_secret_key();
    const auto words = as_bytes("withdrawn");
    const auto to_ben = vouch_to(public_half(ben), ada, "a withdrawal", words);
    const auto to_self = vouch_to(public_half(ada), ada, "a withdrawal", words);
    REQUIRE(to_ben);
    REQUIRE(to_self);
    CHECK(vouched_for(ben, public_half(ada), "a withdrawal", words, *to_ben));
    CHECK(vouched_for(ada, public_half(ada), "a withdrawal", words, *to_self));
    CHECK_FALSE(vouched_for(ben, public_half(ada), "a withdrawal", words, *to_self));
    // What Ada said to Ben is not what Ben said to Ada.
    CHECK_FALSE(vouched_for(ada, public_half(ben), "a withdrawal", words, *to_ben));
}

TEST_CASE("keys that are nobody's get no voucher, and theirs count nothing") {
    const Pair pair;
    for (const auto& nobody : keys_of_nobody()) {
        CHECK_FALSE(vouch_to(nobody, pair.organizer, "a receipt", {}));
        // What everybody would make of the shared secret that everybody has.
        Bytes known(32);
        known.insert(known.end(), nobody.bytes.begin(), nobody.bytes.end());
        known.insert(known.end(), pair.known.bytes.begin(), pair.known.bytes.end());
        const auto key = digest(known);
        Voucher forged{};
        crypto_generichash_blake2b(forged.data(), forged.size(), nullptr, 0, key.data(), key.size());
        CHECK_FALSE(vouched_for(pair.organizer, nobody, "", {}, forged));
        CHECK_FALSE(vouched_for(pair.device, nobody, "", {}, Voucher{}));
    }
    const auto none = vouch_to(DeviceName{}, pair.organizer, "a receipt", {});
    REQUIRE_FALSE(none);
    CHECK(none.error().what.ends_with("this is no key of a device"));
    DeviceName off_the_curve{};
    off_the_curve[0] = 2;
    CHECK_FALSE(vouch_to(off_the_curve, pair.organizer, "a receipt", {}));
}

// What a device may not do: pretend to be another one, or send what does not fit together.
#include <doctest/doctest.h>
#include <sodium.h>

#include <algorithm>
#include <functional>

#include "sync/seal/layout.hpp"
#include "sync/seal/open.hpp"
#include "tests/support/fresh_folder.hpp"
#include "tests/support/sample_entry.hpp"

using namespace hineni;

namespace {

// Opens an envelope as the organizer could, changes the inside and closes it again with the same content key.
std::string opened_after(const std::function<void(Bytes&)>& change) {
    const FreshFolder folder;
    const auto device = *device_key(folder.path());
    const auto secret = new_secret_key();
    const std::array organizers{public_half(secret)};
    auto envelope = *seal(sample_entry(), organizers, device);
    auto& bytes = envelope.bytes;

    std::array<std::uint8_t, 32> key{};
    for (std::size_t slot = 0; slot < layout::slots; ++slot) {
        if (crypto_box_seal_open(key.data(), bytes.data() + layout::slots_at + slot * layout::slot_size,
                                 layout::slot_size, organizers[0].bytes.data(), secret.bytes.bytes().data()) == 0) {
            break;
        }
    }
    Bytes inside(layout::inside_size(bytes.size()));
    const auto* outside = bytes.data();
    REQUIRE(crypto_aead_xchacha20poly1305_ietf_decrypt(inside.data(), nullptr, nullptr, outside + layout::sealed_at,
                                                       bytes.size() - layout::sealed_at, outside, layout::sealed_at,
                                                       outside + layout::nonce_at, key.data()) == 0);
    change(inside);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes.data() + layout::sealed_at, nullptr, inside.data(), inside.size(),
                                               outside, layout::sealed_at, nullptr, outside + layout::nonce_at,
                                               key.data());
    const auto opened = open(envelope, secret);
    return opened ? "opened" : opened.error().what.substr(opened.error().what.find(": ") + 2);
}

}  // namespace

TEST_CASE("an organizer who changes an entry and seals it again is found out") {
    CHECK(opened_after([](Bytes&) {}) == "opened");
    CHECK(opened_after([](Bytes& inside) { inside[layout::content_at + 30] ^= 1U; }) ==
          "altered: the device's signature does not fit");
    CHECK(opened_after([](Bytes& inside) { inside[layout::device_at] ^= 1U; }) ==
          "altered: the device's signature does not fit");
    CHECK(opened_after([](Bytes& inside) { inside[layout::signature_at] ^= 1U; }) ==
          "altered: the device's signature does not fit");
}

TEST_CASE("a wrong length inside an envelope is an alteration, not a crash") {
    const auto with_length = [](std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d) {
        return opened_after([&](Bytes& inside) {
            const std::array length{a, b, c, d};
            std::copy(length.begin(), length.end(), inside.begin() + layout::length_at);
        });
    };
    CHECK(with_length(0xFF, 0xFF, 0xFF, 0xFF) == "altered: its length is wrong");
    CHECK(with_length(0, 0, 0, 0) == "altered: its length is wrong");
    CHECK(with_length(0x15, 0x0E, 0, 0) == "altered: its length is wrong");  // one byte more than there is room
    CHECK(with_length(0x14, 0x0E, 0, 0) == "altered: the device's signature does not fit");
    CHECK(opened_after([](Bytes& inside) { inside.back() = 1; }) == "altered: its length is wrong");
}

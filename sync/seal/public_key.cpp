// An organizer's public key in writing.
#include <sodium.h>

#include "hineni/seal.hpp"
#include "sync/seal/written_key.hpp"

namespace hineni {

namespace {

constexpr std::string_view public_key_prefix = "hineni1";

// A point of small order would let anybody compute the shared secret; libsodium refuses to seal to it.
bool can_be_sealed_to(const PublicKey& key) {
    std::array<std::uint8_t, crypto_box_SEALBYTES> sealed{};
    return crypto_box_seal(sealed.data(), nullptr, 0, key.bytes.data()) == 0;
}

}  // namespace

std::string to_text(const PublicKey& key) {
    return written(public_key_prefix, key.bytes);
}

Result<PublicKey> public_key_from_text(std::string_view text) {
    constexpr auto hint = "copy the whole line from the .pub file that hineni-desk keygen wrote";
    const auto bytes = read_written(public_key_prefix, text);
    if (!bytes) return fail("read public key: " + bytes.error().what, hint);
    const PublicKey key{*bytes};
    if (!can_be_sealed_to(key)) return fail("read public key: nothing can be sealed to this key", hint);
    return key;
}

}  // namespace hineni

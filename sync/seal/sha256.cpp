#include "sync/seal/sha256.hpp"

#include <sodium.h>

namespace hineni {

std::array<std::uint8_t, 32> sha256(BytesView bytes) {
    std::array<std::uint8_t, 32> out{};
    crypto_hash_sha256(out.data(), bytes.data(), bytes.size());
    return out;
}

std::array<std::uint8_t, 32> hmac_sha256(BytesView key, BytesView words) {
    std::array<std::uint8_t, 32> out{};
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.data(), key.size());
    crypto_auth_hmacsha256_update(&state, words.data(), words.size());
    crypto_auth_hmacsha256_final(&state, out.data());
    sodium_memzero(&state, sizeof state);
    return out;
}

}  // namespace hineni

#include "sync/seal/sha256.hpp"

#include <sodium.h>

namespace hineni {

std::array<std::uint8_t, 32> sha256(BytesView bytes) {
    std::array<std::uint8_t, 32> out{};
    crypto_hash_sha256(out.data(), bytes.data(), bytes.size());
    return out;
}

}  // namespace hineni

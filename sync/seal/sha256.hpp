// SHA-256, for the one place that asks for it by name: object stores want it of every body and in every signature. What
// we sign and seal ourselves uses digest() (hineni/seal.hpp).
#pragma once

#include <array>
#include <cstdint>

#include "hineni/bytes.hpp"

namespace hineni {

[[nodiscard]] std::array<std::uint8_t, 32> sha256(BytesView bytes);
// RFC 2104, with a key of any length.
[[nodiscard]] std::array<std::uint8_t, 32> hmac_sha256(BytesView key, BytesView words);

}  // namespace hineni

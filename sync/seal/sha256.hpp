// SHA-256, for the one place that asks for it by name: object stores want it of every body. What we sign and seal
// ourselves uses digest() (hineni/seal.hpp).
#pragma once

#include <array>
#include <cstdint>

#include "hineni/bytes.hpp"

namespace hineni {

[[nodiscard]] std::array<std::uint8_t, 32> sha256(BytesView bytes);

}  // namespace hineni

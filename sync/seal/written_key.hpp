// A public half in writing: a prefix that says what it is, then base32 (RFC 4648, a-z2-7, no padding) of its 32 bytes
// and the first 4 of their digest, 58 characters.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "hineni/result.hpp"

namespace hineni {

using WrittenKey = std::array<std::uint8_t, 32>;

[[nodiscard]] std::string written(std::string_view prefix, const WrittenKey& key);
// Fails with "it does not start with …", "a character is mistyped" and the like.
[[nodiscard]] Result<WrittenKey> read_written(std::string_view prefix, std::string_view text);

}  // namespace hineni

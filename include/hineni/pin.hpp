// The organizer's PIN: what opens the organizer's screen of a kiosk. It guards switches, not names: behind it there is
// none. Kept as a hash alone (Argon2id, in libsodium's writing, "$argon2id$…"), in the event pack ([organizer] pin) or,
// where that has none, in `state`/pin, chosen at the device. Implemented in sync/seal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "hineni/result.hpp"
#include "hineni/secret.hpp"

namespace hineni {

inline constexpr std::size_t shortest_pin = 6;  // Digits.
inline constexpr std::size_t longest_pin = 12;

// About 0.1 s of a laptop and 32 MiB: what a Pi Zero 2 W can spare. Fails for what is no PIN, and without memory.
[[nodiscard]] Result<std::string> pin_hash(const Secret& pin);
// Fails for what is no hash.
[[nodiscard]] Result<bool> pin_is(std::string_view hash, const Secret& pin);

}  // namespace hineni

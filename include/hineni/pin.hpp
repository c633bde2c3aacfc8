// The organizer's PIN: what opens the organizer's screen of a kiosk. It guards switches, not names: behind it there is
// none. Kept as a hash alone (Argon2id, in libsodium's writing, "$argon2id$…"), in the event pack ([organizer] pin) or,
// where that has none, in `state`/pin, chosen at the device. Implemented in sync/seal.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "hineni/result.hpp"
#include "hineni/secret.hpp"

namespace hineni {

inline constexpr std::size_t shortest_pin = 6;  // Digits.
inline constexpr std::size_t longest_pin = 12;

// About 0.1 s of a laptop and 32 MiB: what a Pi Zero 2 W can spare. Fails for what is no PIN, and without memory.
[[nodiscard]] Result<std::string> pin_hash(const Secret& pin);
// Fails for what is no hash of pin_hash()'s own costs, and without memory. As much work as pin_hash().
[[nodiscard]] Result<bool> pin_is(std::string_view hash, const Secret& pin);
[[nodiscard]] bool is_pin_hash(std::string_view text);

// `state`/pin. Empty: none was chosen. What lies there and is no hash is a failure, never a way in.
[[nodiscard]] Result<std::string> kept_pin(const std::filesystem::path& state);
// Mode 0600, on the disk when it returns. Fails where there is one already.
[[nodiscard]] Result<void> keep_pin(const std::filesystem::path& state, const Secret& pin);

}  // namespace hineni

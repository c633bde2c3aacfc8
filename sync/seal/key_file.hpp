// KeyFile: an organizer's secret key on the laptop's disk, as text, under a passphrase or not. README.md has the
// format. Nothing on the device includes this.
#pragma once

#include <filesystem>
#include <functional>

#include "hineni/result.hpp"
#include "hineni/secret.hpp"
#include "sync/seal/open.hpp"

namespace hineni {

inline constexpr std::size_t longest_passphrase = 1024;  // Bytes.

// Writes the key to `place` (mode 0600) and its public half to `place`.pub. Never replaces either. `passphrase`: null
// for a key that opens without one. Argon2id with 256 MiB: takes a moment, on purpose.
[[nodiscard]] Result<void> write_key_file(const std::filesystem::path& place, const SecretKey& key,
                                          const Secret* passphrase);

// `ask` is called only where the file wants a passphrase.
[[nodiscard]] Result<SecretKey> read_key_file(const std::filesystem::path& place,
                                              const std::function<Result<Secret>()>& ask);

}  // namespace hineni

// PackCopy: an event pack on a stick, brought into a folder of this device. What a stranger put on the stick does not
// matter: only event.toml, the files that it names and event.seal are looked at, as plain files of a sane size; nothing
// follows a link, waits for a pipe, or asks a device. Whether the copy is a good pack is asked of the copy alone.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>

#include "hineni/result.hpp"

namespace hineni {

inline constexpr std::size_t most_pack_files = 200;
inline constexpr std::size_t largest_pack = std::size_t{64} << 20U;
inline constexpr int deepest_pack_file = 4;  // Folders within folders.

// `below`/event where event.toml lies there, or `below` itself. Nothing: neither has one. Anything of that name counts,
// so that what is wrong with it is said.
[[nodiscard]] std::optional<std::filesystem::path> find_pack(const std::filesystem::path& below);

// Into `to`, which is not there yet; on the disk when it returns, but for its name. What was copied before a failure
// stays there.
[[nodiscard]] Result<void> copy_pack(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace hineni

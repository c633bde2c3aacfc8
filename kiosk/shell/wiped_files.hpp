// Taking files away so that nothing of them is left where they lay: their bytes are written over, on the disk, before
// the name goes. A memory card may keep old blocks behind the file system's back; that is out of reach here.
#pragma once

#include <cstdint>
#include <filesystem>

#include "hineni/result.hpp"

namespace hineni {

// What is not there is taken away already.
[[nodiscard]] Result<void> wipe_file(const std::filesystem::path& file);

// Every file below the folder, and the folder.
[[nodiscard]] Result<void> wipe_folder(const std::filesystem::path& folder);

// Writes over blocks that files of this folder had before they grew shorter or went: as much free space as there is, at
// most `at_most` bytes. File systems look for free blocks near the folder first. A disk that is full is not a failure.
[[nodiscard]] Result<void> write_over_free_space(const std::filesystem::path& folder, std::uint64_t at_most);

}  // namespace hineni

// Copying: all envelopes of the queue, delivered or not, as bundles in a folder, usually on a stick, with the device's
// word of them. A copy counts nothing as delivered.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>

#include "hineni/result.hpp"

namespace hineni {

struct Copied {
    std::size_t entries = 0;
    std::size_t bundles = 0;
    std::size_t statements = 0;
    std::size_t damaged = 0;
};
using CopyProgress = std::function<void(std::size_t entries)>;

// All of it is on the stick when it returns: files, folder and file system. Wherever it breaks off, each file there is
// a whole bundle; doing it again adds what is missing. Makes `to` where the folder that it lies in is there.
[[nodiscard]] Result<Copied> copy_all(const std::filesystem::path& state, const std::filesystem::path& to,
                                      const CopyProgress& progress = {});

}  // namespace hineni

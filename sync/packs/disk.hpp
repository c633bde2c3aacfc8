// What the shelf does to the disk, each on it when it returns: after a power cut it is done or not, and nothing
// between.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "hineni/bytes.hpp"
#include "hineni/result.hpp"

namespace hineni::disk {

// A new folder, where nothing of that name is.
[[nodiscard]] Result<void> make_folder(const std::filesystem::path& folder);
// A new file; the name is there for good once its folder is synced. What is read of it from now on comes from the disk,
// as far as the system can be asked for that.
[[nodiscard]] Result<void> make_file(const std::filesystem::path& file, BytesView bytes);
[[nodiscard]] Result<void> sync_folder(const std::filesystem::path& folder);
[[nodiscard]] Result<void> move(const std::filesystem::path& from, const std::filesystem::path& to);
// `link` means `target` from now on, and before that what it meant before.
[[nodiscard]] Result<void> point(const std::filesystem::path& link, const std::string& target);
// Nothing where there is no such link.
[[nodiscard]] std::optional<std::string> target_of(const std::filesystem::path& link);
[[nodiscard]] Result<void> take_away(const std::filesystem::path& path);

}  // namespace hineni::disk

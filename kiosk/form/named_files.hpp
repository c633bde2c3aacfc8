// For whoever copies a pack: which files belong to it.
#pragma once

#include <filesystem>
#include <set>
#include <string>

namespace hineni {

// What `folder`/event.toml names, there or not, each once as it is normally written; never event.toml itself, and never
// a place outside the folder. As far as event.toml can be read: reading the pack says what is wrong with it.
[[nodiscard]] std::set<std::string> files_named_by(const std::filesystem::path& folder);

}  // namespace hineni

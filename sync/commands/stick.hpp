// Where a stick may be: an errand names a folder, and only what lies below the folder of the sticks is one.
#pragma once

#include <filesystem>
#include <string>

#include "hineni/result.hpp"

namespace hineni {

inline constexpr const char* usual_sticks = "/media";

// The folder as it really is, behind every link. Fails where it is not there or lies elsewhere.
[[nodiscard]] Result<std::filesystem::path> stick_at(const std::string& named, const std::filesystem::path& sticks);

}  // namespace hineni

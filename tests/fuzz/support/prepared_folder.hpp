// A folder that anybody may have prepared, made from a text: event.toml, and after a line "==== NAME" each further
// file.
// "==== NAME -> TARGET" is a link, wherever it leads, and "==== NAME |" a pipe into which nobody writes; a NAME may lie
// in folders. Nothing is ever made outside of the folder.
#pragma once

#include <filesystem>
#include <string_view>

namespace hineni::fuzz {

void prepare_folder(const std::filesystem::path& folder, std::string_view text);

}  // namespace hineni::fuzz

// The same words as they could lie on a disk: for searching files for what must not be there.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hineni {

// Name of the encoding and the bytes to search for: utf8, utf16 (both byte orders), base64 (each of the three
// alignments, without the characters that depend on neighbours), hex (both cases).
[[nodiscard]] std::vector<std::pair<std::string, std::string>> encodings_of(std::string_view utf8);

}  // namespace hineni

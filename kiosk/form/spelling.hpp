// What single words of an event pack must look like. Pure predicates over text, without knowledge of keys or files.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace hineni::spelling {

// [a-z0-9], and - and _ where they are `also` named; 1 to 40 characters.
[[nodiscard]] bool is_id(std::string_view text, std::string_view also);
// Two or three lower-case letters.
[[nodiscard]] bool is_language(std::string_view text);
// Two capitals.
[[nodiscard]] bool is_region(std::string_view text);
// 8-4-4-4-12 hexadecimal digits.
[[nodiscard]] bool is_uuid(std::string_view text);
// `scheme` ("https://"), a host, and nothing that a URL may not hold (spaces, quotes, control characters).
[[nodiscard]] bool is_url(std::string_view text, std::string_view scheme);
// Where sealed entries may be sent: https, s3 with a bucket, file with a path, http to this same device.
[[nodiscard]] bool is_drop(std::string_view text);
// https and a host, with or without a port; nothing behind it and nobody's name before it.
[[nodiscard]] bool is_endpoint(std::string_view text);
// 1 to 10 letters and digits.
[[nodiscard]] bool is_postal_prefix(std::string_view text);
// Stays below a folder: relative, no "..", no backslash, no control character, at most 200 bytes.
[[nodiscard]] bool is_inner_path(std::string_view text);
// Nothing but spaces (also those of other scripts).
[[nodiscard]] bool is_blank(std::string_view text);
// The first control character (C0, DEL, C1) but '\n' and '\t'; npos where there is none. Text is valid UTF-8.
[[nodiscard]] std::size_t control_character(std::string_view text);

[[nodiscard]] std::string upper_case(std::string_view ascii);

// The candidate that `word` is a slip of the keyboard away from; empty where none is near.
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace hineni::spelling

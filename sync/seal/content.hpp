// Content: an entry as the JSON text that lies inside an envelope (README.md). Written straight into guarded memory;
// no answer is ever copied into an ordinary string.
#pragma once

#include <cstddef>

#include "hineni/entry.hpp"
#include "hineni/result.hpp"

namespace hineni {

// A pack's event id has at most this many bytes (version 1 of the pack), a language tag this many (RFC 5646, 4.4.1).
inline constexpr std::size_t longest_event_id = 40;
inline constexpr std::size_t longest_language = 35;

// Says what keeps an entry from being written: text that is not UTF-8, a control character, an id that is too long.
[[nodiscard]] Result<void> can_be_written(const Entry& entry);

// Bytes that write_content() will append.
[[nodiscard]] std::size_t content_size(const Entry& entry);

// Appends to `out`, which has room for content_size(entry) more. For entries that can_be_written().
void write_content(const Entry& entry, Secret& out);

}  // namespace hineni

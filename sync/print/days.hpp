// Days and languages in words, as papers say them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hineni {

// "December 10, 2026"
[[nodiscard]] std::string day_in_words(int year, int month, int day);

// When somebody signed: the true time is at most `within_s` away. "Dec 10, 2026"; "Dec 10–11, 2026" where it may have
// been either day; "date not known". Days begin at midnight of a place that is so many minutes ahead of UTC.
[[nodiscard]] std::string short_day(std::optional<std::int64_t> unix_s, std::int64_t within_s, int utc_offset_minutes);

// "Spanish"; the tag itself where nothing else is known.
[[nodiscard]] std::string language_in_words(std::string_view tag);

}  // namespace hineni

// --since: a time as an organizer writes it: "2026-12-10", "2026-12-10T18:00", "2026-12-10 18:00:30",
// "2026-12-10T18:00-05:00", "2026-12-10T23:00Z".
#pragma once

#include <cstdint>
#include <string_view>

#include "hineni/result.hpp"

namespace hineni {

// Unix seconds. A date alone is its first moment; without an offset, as this laptop counts (TZ). Fails with what would
// be right.
[[nodiscard]] Result<std::int64_t> since_in(std::string_view typed);

}  // namespace hineni

// SQLite's result codes in words for an organizer: SQLite's own message as the cause, and a hint where one helps.
#pragma once

#include "hineni/result.hpp"

struct sqlite3;

namespace hineni {

// `code` is what the last call on `database` returned; the extended code is asked for here.
[[nodiscard]] Error trouble_of(sqlite3* database, int code);

}  // namespace hineni

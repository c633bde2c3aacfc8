// libsodium's look at a PIN's hash, pretended: a tenth of a second of work becomes nothing, and what would have been
// worked out is written down.
#pragma once

#include <string>
#include <vector>

namespace hineni::fuzz {

// The hashes that were looked at since they were last asked for.
[[nodiscard]] std::vector<std::string> hashes_looked_at();

}  // namespace hineni::fuzz

// Names of bundles in whatever a server says about a folder: a WebDAV answer, or a page with links. Both are foreign
// text of unknown shape; the names are long and exact enough to be found in it as they are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hineni {

// In order, each once. A name counts only where it stands alone or ends a path: not as part of a longer one.
[[nodiscard]] std::vector<std::string> bundle_names_in(std::string_view text);

}  // namespace hineni

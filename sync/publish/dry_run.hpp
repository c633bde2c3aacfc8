// What publishing would send, as text for a person. Asks nobody, so it says what depends on the list.
#pragma once

#include <string>

#include "sync/publish/publication.hpp"
#include "sync/publish/published.hpp"

namespace hineni {

[[nodiscard]] std::string dry_run_head(const std::string& api);
[[nodiscard]] std::string dry_run_of(const Publication& who, std::size_t number, const Published& ledger);

}  // namespace hineni

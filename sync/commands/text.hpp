// text: the exact words that somebody signed or agreed to, by the hash that stands in the table.
#pragma once

#include "sync/commands/program.hpp"
#include "sync/desk/texts.hpp"

namespace hineni {

// The texts of all these packs. Fails where one of them cannot be read.
[[nodiscard]] Result<Texts> texts_of(const std::vector<std::string>& packs);

void text(Program& program);

}  // namespace hineni

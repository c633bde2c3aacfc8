// text: the exact words that somebody signed or agreed to, by the hash that stands in the table.
#pragma once

#include "sync/commands/program.hpp"
#include "sync/desk/texts.hpp"

namespace hineni {

[[nodiscard]] Texts texts_of(const std::vector<EventPack>& packs);

void text(Program& program);

}  // namespace hineni

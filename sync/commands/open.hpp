// hineni-desk open: opens bundles from everywhere and writes the entries as a table.
#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

void open(Program& program);

}  // namespace hineni

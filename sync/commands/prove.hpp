// hineni-desk prove: is everything here, unchanged, and counted once?
#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

void prove(Program& program);

}  // namespace hineni

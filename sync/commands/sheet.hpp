// hineni-desk sheet: the recovery sheet of a key that is there already.
#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

void sheet(Program& program);

}  // namespace hineni

// hineni-desk verify: is a signed proof as it was signed, and by whom?
#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

void verify(Program& program);

}  // namespace hineni

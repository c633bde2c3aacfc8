// hineni-desk keygen: makes an organizer's key pair.
#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

void keygen(Program& program);

}  // namespace hineni

// hineni-desk withdraw: an organizer's word that entries are withdrawn, for all desks of the event.
#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

void withdraw(Program& program);

}  // namespace hineni

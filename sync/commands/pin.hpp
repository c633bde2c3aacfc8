#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

// `hineni-desk pin`: asks for the PIN of the organizer's screen, twice, and prints the lines for event.toml, which hold
// its hash alone. --pin-file FILE.
void pin(Program& program);

}  // namespace hineni

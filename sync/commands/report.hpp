// report: an event in figures, on one page.
#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

void report(Program& program);

}  // namespace hineni

#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

// `hineni-sync status --state DIR [--event DIR]`: one line about where the entries are and whether the device may be
// unplugged. --json. Changes nothing and may be asked at any time, also while `run` runs.
void add_status(Program& program);

}  // namespace hineni

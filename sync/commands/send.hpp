#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

// `hineni-sync send --event DIR --state DIR`: delivers once, now, until nothing waits or the drop cannot be reached
// (exit code 1). --again also tries what was set aside before. --json.
void add_send(Program& program);

}  // namespace hineni

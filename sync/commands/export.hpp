#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

// `hineni-sync export --to DIR --state DIR`: all envelopes of the queue as bundles in a folder, usually on a stick.
// They are on the stick when it returns. It is a copy: nothing counts as delivered by it. --json.
void add_export(Program& program);

}  // namespace hineni

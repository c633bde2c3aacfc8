#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

// `hineni-sync run --event DIR --state DIR`: the service. Delivers what is queued, when it is queued, for as long as it
// runs; waits for a queue that is not there yet and a drop that cannot be reached. SIGTERM and SIGINT end it at once.
// Owns all waiting; refuses to run twice on the same state.
void add_run(Program& program);

}  // namespace hineni

#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

// `hineni-sync receipts --from DIR --event DIR --state DIR`: takes the desk's receipts from a folder, usually on a
// stick. What is not an organizer's word to this device counts for nothing, and is named. Where `run` runs, it is
// handed to it. --json.
void add_receipts(Program& program);

}  // namespace hineni

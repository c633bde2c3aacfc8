#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

// `hineni-sync check --event DIR`: says everything that is wrong with an event pack, or that it is all right. --json.
// Exit code 1 where there is a complaint.
void add_check(Program& program);

}  // namespace hineni

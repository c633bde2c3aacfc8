// hineni-desk recover: a key from the words of its recovery sheet.
#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

void recover(Program& program);

}  // namespace hineni

// book: the pledge book as a PDF.
#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

void book(Program& program);

}  // namespace hineni

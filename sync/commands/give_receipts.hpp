// hineni-desk receipts: the organizer's word to each tablet that its entries were opened here and are kept.
#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

void give_receipts(Program& program);

}  // namespace hineni

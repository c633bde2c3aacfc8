#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

// `hineni-sync import --from DIR --shelf DIR`: looks for an event pack in DIR and puts it on the device's shelf.
// --from-card: DIR is the card's boot partition. `import --errands --shelf DIR --state DIR`: does what the kiosk has
// asked for instead, and answers it.
void add_import(Program& program);

}  // namespace hineni

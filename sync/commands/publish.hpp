// hineni-desk publish: hands the people on to Action Network.
#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

void publish(Program& program);

}  // namespace hineni

#pragma once

#include "sync/commands/program.hpp"

namespace hineni {

// `hineni-desk seal-pack --key FILE --event DIR`: writes event.seal into an event pack: who stands for it. Prints the
// fingerprint that a device will show. A later change of the pack needs another seal.
void seal_pack(Program& program);

}  // namespace hineni

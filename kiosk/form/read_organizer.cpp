#include "hineni/pin.hpp"
#include "kiosk/form/parts.hpp"

namespace hineni {

void read_organizer(Section organizer, EventPack& pack) {
    pack.pin = organizer.secret("pin", 127);
    if (!pack.pin.empty() && !is_pin_hash(pack.pin)) {
        organizer.complain("pin", "pin is not the hash of a PIN",
                           "the line that `hineni-desk pin` writes, $argon2id$…");
        pack.pin.clear();
    }
    organizer.end();
}

}  // namespace hineni

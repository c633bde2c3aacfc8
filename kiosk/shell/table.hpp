// Table: what the organizer's screen looks at and acts on, handed in by main: a real device (kiosk/device), or in tests
// a pretended one. Every call returns at once; what takes long goes on elsewhere and shows in the next Facts.
#pragma once

#include <functional>

#include "hineni/clock.hpp"
#include "hineni/result.hpp"
#include "hineni/secret.hpp"
#include "kiosk/session/facts.hpp"
#include "kiosk/session/organizing.hpp"

namespace hineni {

struct Table {
    std::function<Facts(const Now&)> look;    // While an organizer watches.
    std::function<Facts(const Now&)> glance;  // For the lamp, while nobody does. Empty: as look.
    // What concerns the device and the other services; practice and how the glass looks are the stage's own. Of a wipe
    // this is the device's part alone: every Wi-Fi is forgotten.
    std::function<Result<void>(const Order&, const Now&)> carry_out;
    std::function<bool()> has_pin;
    std::function<Result<bool>(const Secret&)> pin_is;
    std::function<Result<void>(const Secret&)> keep_pin;  // Where there was none.
};

}  // namespace hineni

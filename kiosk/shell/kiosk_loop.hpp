// The loop of a kiosk in a window: feeds what happens on the glass to the stage, paints, and sleeps until a finger, or
// until the stage has something to do. The only place of the program that waits.
#pragma once

#include "hineni/result.hpp"
#include "kiosk/shell/stage.hpp"
#include "kiosk/shell/window.hpp"

namespace hineni {

// Returns when the window is to be closed, or when another pack is on the shelf and nobody is at the glass; fails where
// the display is gone.
[[nodiscard]] Result<void> run_on(Window& window, Stage& stage);

}  // namespace hineni

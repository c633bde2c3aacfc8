// ScreenOutput: what of a graphics device a screen hangs on, and how it likes to be driven.
#pragma once

#include <xf86drmMode.h>

#include <cstdint>
#include <optional>

#include "hineni/result.hpp"
#include "kiosk/shell/kms/panel.hpp"

namespace hineni {

struct ScreenOutput {
    std::uint32_t connector = 0, crtc = 0;
    drmModeModeInfo mode{};
    PanelUp up = PanelUp::Top;

    [[nodiscard]] PixelExtent panel() const { return {mode.hdisplay, mode.vdisplay}; }
};

// The first connected screen of the device, in the mode that it prefers. Nothing where none is connected. Anew asks the
// screens themselves, which takes some 50 ms each; else what the kernel already knows is enough.
enum class Ask { Kernel, Anew };
[[nodiscard]] std::optional<ScreenOutput> connected_output(int device, Ask ask);

}  // namespace hineni

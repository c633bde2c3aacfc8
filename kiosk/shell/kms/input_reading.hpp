// InputReading: fingers, mice and keys as the devices tell them, to what happened on the glass. Pure: it remembers who
// holds the glass and which key is held, and is told the time.
//
// Places come as shares of the panel. A mouse that only tells how far it moved begins in the middle; nothing draws
// where it is.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "kiosk/shell/kms/panel.hpp"
#include "kiosk/shell/window_glass.hpp"

namespace hineni {

class InputReading {
  public:
    using Time = std::chrono::milliseconds;  // Since whenever, always forward.
    using Heard = std::optional<Window::Event>;

    // The fingers and the mouse are where they were on the panel, the picture may be another.
    void set_panel(PixelExtent panel, PanelUp up);

    Heard finger_down(std::int32_t slot, PanelSpot share);
    Heard finger_moves(std::int32_t slot, PanelSpot share);
    Heard finger_up(std::int32_t slot);
    Heard finger_lost(std::int32_t slot);  // It was no finger after all: whatever it pressed is not tapped.

    Heard mouse_at(PanelSpot share);
    Heard mouse_moves(float dx, float dy);  // In pixels of the picture.
    Heard mouse_button(bool down);          // The left one.

    Heard key_down(const Key& key, std::uint32_t code, Time now);
    Heard key_up(std::uint32_t code);

    // When a held key says its name again; and that it does, where it is time.
    [[nodiscard]] std::optional<Time> next_repeat() const;
    Heard repeat(Time now);

  private:
    struct Held {
        Key key;
        std::uint32_t code = 0;
        Time again{};
    };

    PixelExtent panel_;
    PanelUp up_ = PanelUp::Top;
    OneHolder holder_;
    PanelSpot finger_, mouse_;  // Where the holding finger was last, and the mouse is, in the picture.
    std::optional<Held> held_;
    std::optional<std::uint32_t> can_hold_;  // Code of the Enter or space that is down.
};

}  // namespace hineni

// Window: the glass. A window or the whole screen, its pixels, and what happens on it. It sleeps until something does;
// nothing here polls.
//
// It is SDL's where there is X or Wayland, or where a size is asked for. The whole screen of a device that has neither
// is reached through the kernel itself (kms/), without Mesa.
//
// Fingers and the left mouse button both become touch::Touch, in pixels. One at a time holds the glass: while a finger
// is down, other fingers and the mouse are not heard, so a palm on the edge or a mouse event made out of a touch does
// nothing. A mouse that moves without its button says nothing. Nothing draws a pointer on the whole screen: a press
// acts where it is, and a mouse that tells only how far it went begins in the middle.
//
// A real keyboard's keys become Key. With Ctrl, Alt or a logo key they mean nothing, nor do function keys; held down,
// only those repeat that move or erase. Of Enter and the space it is also told that they were let go: they can hold
// something.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hineni/result.hpp"
#include "kiosk/raster/raster.hpp"
#include "kiosk/shell/key.hpp"
#include "kiosk/widgets/touch.hpp"

namespace hineni {

class Window {
  public:
    struct Exposed {};  // What it showed is lost: forget() the Painter and paint a frame.
    struct Resized {    // The pixels are others now.
        int width = 0, height = 0;
    };
    struct KeyUp {};  // Enter or the space was let go.
    // SIGTERM, SIGINT or SIGHUP; a window also where it is closed. The whole screen is not closed by any key.
    struct Quit {};
    struct ChildEnded {};  // A program that this one started has ended, and waits to be let go.
    using Event = std::variant<touch::Touch, Key, KeyUp, Exposed, Resized, Quit, ChildEnded>;

    struct Size {
        int width = 1280, height = 800;
    };

    // Without a size: the whole screen, without a pointer. Fails, with a hint, where there is no screen. From here on
    // the signals that end a program arrive as Quit, for as long as the window lives.
    [[nodiscard]] static Result<Window> open(const std::string& title, std::optional<Size> size);
    Window(Window&&) noexcept;
    Window& operator=(Window&&) noexcept;
    ~Window();

    // The next event; sleeps up to `timeout`, without one until there is an event. Nothing: the time is over.
    [[nodiscard]] std::optional<Event> wait(std::optional<std::chrono::milliseconds> timeout);

    // What to draw on; it keeps what was drawn. Good until the next wait(). Fails where the display is gone.
    [[nodiscard]] Result<Pixels> pixels();
    // Brings these parts of the pixels to the glass; returns when they are there.
    [[nodiscard]] Result<void> show(const std::vector<PixelRect>& changed);

  private:
    struct Inside;
    explicit Window(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace hineni

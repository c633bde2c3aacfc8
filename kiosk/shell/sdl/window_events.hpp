// WindowEvents: SDL's events as the kiosk's. Remembers who holds the glass and whether a key repeats, nothing else.
#pragma once

#include <SDL.h>

#include <optional>

#include "kiosk/shell/window_glass.hpp"

namespace hineni {

class WindowEvents {
  public:
    // Nothing where the event says nothing to the kiosk.
    std::optional<Window::Event> read(const SDL_Event& event, int width, int height);

  private:
    std::optional<Window::Event> key(const SDL_KeyboardEvent& event);
    [[nodiscard]] std::optional<Window::Event> letter(const SDL_TextInputEvent& event) const;
    std::optional<Window::Event> mouse(const SDL_Event& event);
    std::optional<Window::Event> finger(const SDL_TouchFingerEvent& event, int width, int height);

    OneHolder holder_;
    bool repeats_ = false;  // The key that went down last is held; its text comes right after it.
};

}  // namespace hineni

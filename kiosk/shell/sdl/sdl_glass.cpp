// A window, or the whole screen of X or Wayland, by SDL. No part of SDL but video is started.
#include <SDL.h>

#include <algorithm>
#include <limits>

#include "kiosk/shell/sdl/window_events.hpp"
#include "kiosk/shell/sdl/window_signals.hpp"
#include "kiosk/shell/window_glass.hpp"

namespace hineni {
namespace {

tl::unexpected<Error> sdl_failed(const char* attempt, std::string hint = {}) {
    return fail(std::string(attempt) + ": " + SDL_GetError(), std::move(hint));
}

class SdlGlass : public Glass {
  public:
    ~SdlGlass() override {
        SDL_FreeSurface(shadow_);
        if (window_ != nullptr) SDL_DestroyWindow(window_);
        if (started_) SDL_QuitSubSystem(SDL_INIT_VIDEO);
    }

    Result<void> open(const std::string& title, std::optional<Window::Size> size);
    std::optional<Window::Event> wait(std::optional<std::chrono::milliseconds> timeout) override;
    Result<Pixels> pixels() override;
    Result<void> show(const std::vector<PixelRect>& changed) override;

  private:
    WindowSignals signals_;
    WindowEvents events_;
    SDL_Window* window_ = nullptr;
    SDL_Surface* shadow_ = nullptr;  // Where the glass itself is not 0x00RRGGBB.
    bool started_ = false;
    bool whole_screen_ = false;
};

void set_hints() {
    // The plain window surface: without this an X11 window goes through Mesa, 90 MB and 150 ms.
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    // Whether a closed window is the end is decided here, not by SDL: Alt+F4 must not close a kiosk.
    SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0");
}

// SDL has X11 read the sequences of dead keys, 5000 of them: 7 ms and 0.7 MB at every start, for letters that the glass
// has keys for. Where a real keyboard with dead keys is connected, set XCOMPOSEFILE to a file of its sequences.
void read_no_dead_keys() {
    SDL_setenv("XCOMPOSEFILE", "/dev/null", 0);
}

bool plain(const SDL_Surface& surface) {
    return surface.format->format == SDL_PIXELFORMAT_RGB888 || surface.format->format == SDL_PIXELFORMAT_ARGB8888;
}

Result<void> SdlGlass::open(const std::string& title, std::optional<Window::Size> size) {
    set_hints();
    read_no_dead_keys();
    SDL_SetMainReady();
    if (SDL_Init(SDL_INIT_VIDEO) != 0) {
        return sdl_failed("open the window",
                          "run it where there is a display (DISPLAY or WAYLAND_DISPLAY is set), or, without --window, "
                          "on the console of a device");
    }
    started_ = true;
    signals_.listen();
    const Uint32 flags = size ? 0U : static_cast<Uint32>(SDL_WINDOW_FULLSCREEN_DESKTOP);
    const auto wanted = size.value_or(Window::Size{});
    window_ = SDL_CreateWindow(title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, wanted.width,
                               wanted.height, flags);
    if (window_ == nullptr) return sdl_failed("open the window");
    whole_screen_ = !size;
    if (!size) SDL_ShowCursor(SDL_DISABLE);
    return {};
}

std::optional<Window::Event> SdlGlass::wait(std::optional<std::chrono::milliseconds> timeout) {
    using namespace std::chrono;
    const auto start = steady_clock::now();
    const auto left = [&]() -> int {
        if (!timeout) return -1;
        const auto rest = ceil<milliseconds>(*timeout - (steady_clock::now() - start)).count();
        return static_cast<int>(std::clamp<std::int64_t>(rest, 0, std::numeric_limits<int>::max()));
    };
    SDL_Event event;
    while (SDL_WaitEventTimeout(&event, left()) == 1) {
        const bool closed = event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_CLOSE;
        if (closed && !whole_screen_) return Window::Quit{};
        int width = 0;
        int height = 0;
        SDL_GetWindowSize(window_, &width, &height);
        if (auto meaning = events_.read(event, width, height)) return meaning;
    }
    return std::nullopt;
}

Result<Pixels> SdlGlass::pixels() {
    SDL_Surface* surface = SDL_GetWindowSurface(window_);
    if (surface == nullptr) return sdl_failed("reach the glass");
    if (!plain(*surface)) {
        SDL_Surface*& shadow = shadow_;
        if (shadow == nullptr || shadow->w != surface->w || shadow->h != surface->h) {
            SDL_FreeSurface(shadow);
            shadow = SDL_CreateRGBSurfaceWithFormat(0, surface->w, surface->h, 32, SDL_PIXELFORMAT_RGB888);
        }
        if (shadow == nullptr) return sdl_failed("reach the glass");
        surface = shadow;
    }
    return Pixels{static_cast<std::uint32_t*>(surface->pixels), surface->w, surface->h, surface->pitch / 4};
}

Result<void> SdlGlass::show(const std::vector<PixelRect>& changed) {
    if (changed.empty()) return {};
    SDL_Surface* surface = SDL_GetWindowSurface(window_);
    if (surface == nullptr) return sdl_failed("show the picture");
    std::vector<SDL_Rect> rects;
    rects.reserve(changed.size());
    for (const auto& rect : changed) rects.push_back({rect.x, rect.y, rect.width, rect.height});
    if (!plain(*surface) && shadow_ != nullptr) {
        for (SDL_Rect rect : rects) {
            const SDL_Rect from = rect;
            if (SDL_BlitSurface(shadow_, &from, surface, &rect) != 0) return sdl_failed("show the picture");
        }
    }
    if (SDL_UpdateWindowSurfaceRects(window_, rects.data(), static_cast<int>(rects.size())) != 0) {
        return sdl_failed("show the picture");
    }
    return {};
}

}  // namespace
}  // namespace hineni

extern "C" void hineni_open_glass(const std::string& title, std::optional<hineni::Window::Size> size,
                                  hineni::Result<std::unique_ptr<hineni::Glass>>& opened) {
    auto glass = std::make_unique<hineni::SdlGlass>();
    if (const auto done = glass->open(title, size); done) {
        opened = std::move(glass);
    } else {
        opened = tl::unexpected(done.error());
    }
}

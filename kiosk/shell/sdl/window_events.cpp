#include "kiosk/shell/sdl/window_events.hpp"

#include <algorithm>

namespace hineni {

static std::optional<Key::Name> name_of(SDL_Keycode code) {
    using Name = Key::Name;
    switch (code) {
        case SDLK_TAB: return Name::Tab;
        case SDLK_LEFT: return Name::Left;
        case SDLK_RIGHT: return Name::Right;
        case SDLK_UP: return Name::Up;
        case SDLK_DOWN: return Name::Down;
        case SDLK_PAGEUP: return Name::PageUp;
        case SDLK_PAGEDOWN: return Name::PageDown;
        case SDLK_HOME: return Name::Home;
        case SDLK_END: return Name::End;
        case SDLK_RETURN:
        case SDLK_KP_ENTER: return Name::Enter;
        case SDLK_ESCAPE: return Name::Escape;
        case SDLK_BACKSPACE: return Name::Backspace;
        case SDLK_DELETE: return Name::Delete;
        default: return std::nullopt;
    }
}

// AltGr is not among them: with it letters are typed.
static bool commands(unsigned modifiers) {
    return (modifiers & static_cast<unsigned>(KMOD_CTRL | KMOD_LALT | KMOD_GUI)) != 0;
}

std::optional<Window::Event> WindowEvents::key(const SDL_KeyboardEvent& event) {
    repeats_ = event.repeat != 0;
    const auto name = name_of(event.keysym.sym);
    if (!name || commands(event.keysym.mod) || (repeats_ && !may_repeat(*name))) return std::nullopt;
    return Key{.name = *name, .shift = (event.keysym.mod & KMOD_SHIFT) != 0, .text = {}};
}

std::optional<Window::Event> WindowEvents::letter(const SDL_TextInputEvent& event) const {
    if (repeats_ || commands(static_cast<unsigned>(SDL_GetModState()))) return std::nullopt;
    Key key{.name = Key::Name::Letter, .shift = false, .text = {}};
    static_assert(sizeof event.text == sizeof key.text);
    std::copy(std::begin(event.text), std::end(event.text), key.text.begin());
    return key;
}

static std::optional<Window::Event> let_go(const SDL_KeyboardEvent& event) {
    const auto code = event.keysym.sym;
    if (code != SDLK_SPACE && name_of(code) != Key::Name::Enter) return std::nullopt;
    return Window::KeyUp{};
}

static std::optional<Window::Event> change(const SDL_WindowEvent& event) {
    switch (event.event) {
        case SDL_WINDOWEVENT_EXPOSED: return Window::Exposed{};
        case SDL_WINDOWEVENT_SIZE_CHANGED: return Window::Resized{event.data1, event.data2};
        default: return std::nullopt;
    }
}

static std::optional<Window::Event> told(std::optional<touch::Touch> touch) {
    return touch ? std::optional<Window::Event>(*touch) : std::nullopt;
}

// No screen's fingers have this place.
static constexpr OneHolder::Who the_mouse{-1, -1};

std::optional<Window::Event> WindowEvents::mouse(const SDL_Event& event) {
    if (event.type == SDL_MOUSEMOTION) {
        if (event.motion.which == SDL_TOUCH_MOUSEID) return std::nullopt;
        return told(holder_.move(the_mouse, static_cast<float>(event.motion.x), static_cast<float>(event.motion.y)));
    }
    const SDL_MouseButtonEvent& button = event.button;
    if (button.button != SDL_BUTTON_LEFT || button.which == SDL_TOUCH_MOUSEID) return std::nullopt;
    const auto x = static_cast<float>(button.x);
    const auto y = static_cast<float>(button.y);
    return told(event.type == SDL_MOUSEBUTTONDOWN ? holder_.down(the_mouse, x, y) : holder_.up(the_mouse, x, y));
}

std::optional<Window::Event> WindowEvents::finger(const SDL_TouchFingerEvent& event, int width, int height) {
    // Given as shares of the window; the right edge itself is still the last pixel.
    const float x = std::clamp(event.x * static_cast<float>(width), 0.0F, static_cast<float>(width) - 1);
    const float y = std::clamp(event.y * static_cast<float>(height), 0.0F, static_cast<float>(height) - 1);
    const OneHolder::Who who{event.touchId, event.fingerId};
    if (event.type == SDL_FINGERDOWN) return told(holder_.down(who, x, y));
    if (event.type == SDL_FINGERMOTION) return told(holder_.move(who, x, y));
    return told(holder_.up(who, x, y));
}

std::optional<Window::Event> WindowEvents::read(const SDL_Event& event, int width, int height) {
    switch (event.type) {
        case SDL_QUIT: return Window::Quit{};
        case SDL_WINDOWEVENT: return change(event.window);
        case SDL_KEYDOWN: return key(event.key);
        case SDL_KEYUP: return let_go(event.key);
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEBUTTONUP:
        case SDL_MOUSEMOTION: return mouse(event);
        case SDL_FINGERDOWN:
        case SDL_FINGERUP:
        case SDL_FINGERMOTION: return finger(event.tfinger, width, height);
        case SDL_TEXTINPUT: return letter(event.text);
        case SDL_USEREVENT: return Window::ChildEnded{};
        default: return std::nullopt;
    }
}

}  // namespace hineni

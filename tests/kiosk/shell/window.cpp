// The window on SDL's dummy display: what arrives from SDL, and what the kiosk hears of it.
#include "kiosk/shell/window.hpp"

#include <SDL.h>
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>

using namespace hineni;
using namespace std::chrono_literals;
using touch::Edge;
using touch::Touch;

namespace {

// A window of 200 x 100 on a display that only pretends, emptied of what opening it told.
Window open_window() {
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    auto window = Window::open("test", Window::Size{200, 100});
    REQUIRE(window.has_value());
    while (window->wait(0ms)) {}
    return std::move(*window);
}

void mouse_button(Uint32 type, int x, int y, Uint8 button = SDL_BUTTON_LEFT, Uint32 which = 0) {
    SDL_Event event{};
    event.button.type = type;
    event.button.which = which;
    event.button.button = button;
    event.button.x = x;
    event.button.y = y;
    SDL_PushEvent(&event);
}

void mouse_move(int x, int y) {
    SDL_Event event{};
    event.motion.type = SDL_MOUSEMOTION;
    event.motion.x = x;
    event.motion.y = y;
    SDL_PushEvent(&event);
}

void finger(Uint32 type, float x, float y, SDL_FingerID id = 1) {
    SDL_Event event{};
    event.tfinger.type = type;
    event.tfinger.touchId = 7;
    event.tfinger.fingerId = id;
    event.tfinger.x = x;
    event.tfinger.y = y;
    SDL_PushEvent(&event);
}

void key(SDL_Keycode code, int modifiers = KMOD_NONE, bool repeats = false, Uint32 type = SDL_KEYDOWN) {
    SDL_Event event{};
    event.key.type = type;
    event.key.keysym.sym = code;
    event.key.keysym.mod = static_cast<Uint16>(modifiers);
    event.key.repeat = repeats ? 1 : 0;
    SDL_PushEvent(&event);
}

void text(const char* letter) {
    SDL_Event event{};
    event.text.type = SDL_TEXTINPUT;
    std::strcpy(event.text.text, letter);
    SDL_PushEvent(&event);
}

void close_window() {
    SDL_Event event{};
    event.window.type = SDL_WINDOWEVENT;
    event.window.windowID = 1;
    event.window.event = SDL_WINDOWEVENT_CLOSE;
    SDL_PushEvent(&event);
}

// All keys that wait, as words.
std::string keys(Window& window) {
    std::string told;
    while (const auto event = window.wait(0ms)) {
        const auto* key = std::get_if<Key>(&*event);
        if (key == nullptr) continue;
        if (key->shift) told += "shift+";
        switch (key->name) {
            case Key::Name::Tab: told += "tab "; break;
            case Key::Name::Enter: told += "enter "; break;
            case Key::Name::Backspace: told += "backspace "; break;
            case Key::Name::Letter: told += std::string(key->letter()) + " "; break;
            default: told += "other ";
        }
    }
    return told;
}

// All touches that wait, as words.
std::string touches(Window& window) {
    std::string told;
    while (const auto event = window.wait(0ms)) {
        const auto* touch = std::get_if<Touch>(&*event);
        if (touch == nullptr) continue;
        told += touch->edge == Edge::Down ? "down " : touch->edge == Edge::Move ? "move " : "up ";
        told += std::to_string(static_cast<int>(touch->x)) + "," + std::to_string(static_cast<int>(touch->y)) + " ";
    }
    return told;
}

}  // namespace

TEST_CASE("the left mouse button is a touch") {
    auto window = open_window();
    mouse_button(SDL_MOUSEBUTTONDOWN, 20, 30);
    mouse_move(25, 35);
    mouse_button(SDL_MOUSEBUTTONUP, 25, 35);
    CHECK(touches(window) == "down 20,30 move 25,35 up 25,35 ");
}

TEST_CASE("a mouse that only moves, or another button, says nothing") {
    auto window = open_window();
    mouse_move(25, 35);
    mouse_button(SDL_MOUSEBUTTONDOWN, 20, 30, SDL_BUTTON_RIGHT);
    mouse_button(SDL_MOUSEBUTTONUP, 20, 30, SDL_BUTTON_RIGHT);
    CHECK(touches(window).empty());
}

TEST_CASE("a finger is a touch in pixels") {
    auto window = open_window();
    finger(SDL_FINGERDOWN, 0.5F, 0.25F);
    finger(SDL_FINGERMOTION, 0.75F, 0.25F);
    finger(SDL_FINGERUP, 1.0F, 1.0F);
    CHECK(touches(window) == "down 100,25 move 150,25 up 199,99 ");
}

TEST_CASE("a mouse event made out of a touch is not a second touch") {
    auto window = open_window();
    finger(SDL_FINGERDOWN, 0.5F, 0.5F);
    mouse_button(SDL_MOUSEBUTTONDOWN, 100, 50, SDL_BUTTON_LEFT, SDL_TOUCH_MOUSEID);
    mouse_button(SDL_MOUSEBUTTONDOWN, 100, 50);
    finger(SDL_FINGERUP, 0.5F, 0.5F);
    mouse_button(SDL_MOUSEBUTTONUP, 100, 50, SDL_BUTTON_LEFT, SDL_TOUCH_MOUSEID);
    mouse_button(SDL_MOUSEBUTTONUP, 100, 50);
    CHECK(touches(window) == "down 100,50 up 100,50 ");
}

TEST_CASE("while a finger is down, other fingers are not heard") {
    auto window = open_window();
    finger(SDL_FINGERDOWN, 0.5F, 0.5F, 1);
    finger(SDL_FINGERDOWN, 0.1F, 0.1F, 2);
    finger(SDL_FINGERMOTION, 0.2F, 0.2F, 2);
    finger(SDL_FINGERUP, 0.2F, 0.2F, 2);
    finger(SDL_FINGERUP, 0.5F, 0.5F, 1);
    finger(SDL_FINGERDOWN, 0.1F, 0.1F, 2);
    CHECK(touches(window) == "down 100,50 up 100,50 down 20,10 ");
}

TEST_CASE("keys come by name, letters as text") {
    auto window = open_window();
    key(SDLK_TAB, KMOD_LSHIFT);
    key(SDLK_a);  // Comes again as text.
    text("ñ");
    CHECK(keys(window) == "shift+tab ñ ");
}

TEST_CASE("no command of a keyboard does anything") {
    auto window = open_window();
    for (const auto modifier : {KMOD_LCTRL, KMOD_RCTRL, KMOD_LALT, KMOD_LGUI}) {
        for (const auto code : {SDLK_TAB, SDLK_RETURN, SDLK_ESCAPE, SDLK_LEFT}) key(code, modifier);
    }
    for (const auto code : {SDLK_F1, SDLK_F4, SDLK_F11, SDLK_PRINTSCREEN, SDLK_MENU, SDLK_LGUI, SDLK_PAUSE}) key(code);
    SDL_SetModState(KMOD_LALT);
    text("f");
    CHECK(keys(window).empty());
    SDL_SetModState(KMOD_NONE);
    text("f");
    CHECK(keys(window) == "f ");
}

TEST_CASE("a key held too long counts once, unless it moves or erases") {
    auto window = open_window();
    key(SDLK_RETURN);
    key(SDLK_RETURN, KMOD_NONE, true);
    key(SDLK_a);
    text("a");
    key(SDLK_a, KMOD_NONE, true);
    text("a");
    key(SDLK_BACKSPACE);
    key(SDLK_BACKSPACE, KMOD_NONE, true);
    CHECK(keys(window) == "enter a backspace backspace ");
}

TEST_CASE("that Enter or the space was let go is told, and of no other key") {
    auto window = open_window();
    for (const auto code : {SDLK_RETURN, SDLK_KP_ENTER, SDLK_SPACE, SDLK_a, SDLK_TAB, SDLK_LCTRL}) {
        key(code, KMOD_NONE, false, SDL_KEYUP);
        key(SDLK_ESCAPE);  // Until this one.
        bool told = false;
        while (const auto event = window.wait(std::nullopt)) {
            if (std::holds_alternative<Window::KeyUp>(*event)) told = true;
            if (std::holds_alternative<Key>(*event)) break;
        }
        CHECK(told == (code == SDLK_RETURN || code == SDLK_KP_ENTER || code == SDLK_SPACE));
    }
}

TEST_CASE("a window may be closed") {
    auto window = open_window();
    close_window();
    const auto event = window.wait(0ms);
    REQUIRE(event.has_value());
    CHECK(std::holds_alternative<Window::Quit>(*event));
}

TEST_CASE("the whole screen is not closed by a key") {
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    auto window = Window::open("test", std::nullopt);
    REQUIRE(window.has_value());
    while (window->wait(0ms)) {}
    close_window();
    while (const auto event = window->wait(0ms)) CHECK_FALSE(std::holds_alternative<Window::Quit>(*event));
}

TEST_CASE("a program that ends wakes a sleeping window") {
    auto window = open_window();
    const pid_t child = fork();
    if (child == 0) _exit(0);
    const auto event = window.wait(std::nullopt);
    REQUIRE(event.has_value());
    CHECK(std::holds_alternative<Window::ChildEnded>(*event));
    CHECK(waitpid(child, nullptr, WNOHANG) == child);
}

TEST_CASE("a signal that ends a program wakes a sleeping window") {
    auto window = open_window();
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        kill(getpid(), signal);
        const auto event = window.wait(std::nullopt);
        REQUIRE(event.has_value());
        CHECK(std::holds_alternative<Window::Quit>(*event));
    }
}

TEST_CASE("nothing happened within the time: nothing") {
    auto window = open_window();
    CHECK_FALSE(window.wait(1ms).has_value());
}

TEST_CASE("what was lost or resized is told") {
    auto window = open_window();
    SDL_Event event{};
    event.window.type = SDL_WINDOWEVENT;
    event.window.windowID = 1;
    event.window.event = SDL_WINDOWEVENT_EXPOSED;
    SDL_PushEvent(&event);
    const auto exposed = window.wait(0ms);
    REQUIRE(exposed.has_value());
    CHECK(std::holds_alternative<Window::Exposed>(*exposed));
}

TEST_CASE("pixels keep what was drawn and can be shown in parts") {
    auto window = open_window();
    const auto pixels = window.pixels();
    REQUIRE(pixels.has_value());
    CHECK(pixels->width == 200);
    CHECK(pixels->height == 100);
    CHECK(pixels->stride >= 200);
    pixels->data[0] = 0xF0A444;
    CHECK(window.show({{0, 0, 64, 64}, {128, 64, 72, 36}}));
    CHECK(window.show({}));
    CHECK(window.pixels()->data[0] == 0xF0A444);
}

TEST_CASE("without a display there is a failure with a hint") {
    setenv("SDL_VIDEODRIVER", "nothing-like-it", 1);
    const auto window = Window::open("test", Window::Size{200, 100});
    REQUIRE_FALSE(window.has_value());
    CHECK(window.error().what.substr(0, 15) == "open the window");
    CHECK_FALSE(window.error().hint.empty());
}

TEST_CASE("a signal that came before the window was open ends it once it is") {
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    sigset_t end;
    sigemptyset(&end);
    sigaddset(&end, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &end, nullptr);
    kill(getpid(), SIGTERM);
    auto window = Window::open("test", Window::Size{200, 100});
    REQUIRE(window.has_value());
    bool quits = false;
    while (!quits) {
        const auto event = window->wait(std::chrono::seconds(20));
        REQUIRE(event.has_value());
        quits = std::holds_alternative<Window::Quit>(*event);
    }
    CHECK(quits);
    pthread_sigmask(SIG_UNBLOCK, &end, nullptr);
}

// demo_window: the scenes in a real window, without the kiosk's state: the welcome screen until the first touch, then
// the card, where each touch presses a key. For measuring text, rasteriser and window alone.
#include <cstdio>
#include <string>

#include "kiosk/shell/painter.hpp"
#include "kiosk/shell/window.hpp"
#include "tests/bench/scene.hpp"

using namespace hineni;

namespace {

struct Demo {
    bool on_card = false;
    int down = -1;
    std::string typed;

    void feel(const touch::Touch& touch) {
        if (touch.edge == touch::Edge::Up) {
            on_card = true;
            down = -1;
        } else if (touch.edge == touch::Edge::Down && on_card) {
            down = std::clamp(static_cast<int>((touch.x - 48) / 99.6F), 0, 9) +
                   10 * std::clamp(static_cast<int>((touch.y - 368) / 96), 0, 3);
            typed = typed.size() < 12 ? typed + "0123456789"[down % 10] : "";
        }
    }
    void draw(ImDrawList& list, Typesetter& type, float width, float height) const {
        if (on_card)
            scene::card(list, type, width, height, typed, down);
        else
            scene::welcome(list, type, width, height);
    }
};

}  // namespace

int main() {
    auto window = Window::open("Hineni demo", Window::Size{1280, 800});
    if (!window) {
        std::fprintf(stderr, "demo_window: %s\nhint: %s\n", window.error().what.c_str(), window.error().hint.c_str());
        return 1;
    }
    auto painter = Painter::open();
    if (!painter) {
        std::fprintf(stderr, "demo_window: %s\nhint: %s\n", painter.error().what.c_str(), painter.error().hint.c_str());
        return 1;
    }
    Demo demo;
    while (true) {
        const auto pixels = window->pixels();
        if (!pixels) return 1;
        const auto draw = [&](ImDrawList& list, Typesetter& type) {
            demo.draw(list, type, static_cast<float>(pixels->width), static_cast<float>(pixels->height));
        };
        if (!window->show(painter->frame(draw, *pixels))) return 1;
        const auto event = window->wait(std::nullopt);
        if (!event) continue;
        if (std::holds_alternative<Window::Quit>(*event)) return 0;
        if (std::holds_alternative<Window::Exposed>(*event)) painter->forget();
        if (const auto* touch = std::get_if<touch::Touch>(&*event)) demo.feel(*touch);
    }
}

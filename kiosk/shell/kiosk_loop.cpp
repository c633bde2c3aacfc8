#include "kiosk/shell/kiosk_loop.hpp"

#include <malloc.h>

#include <algorithm>

namespace hineni {

namespace {

// Feeds what happened on the glass; false when the window is to be closed.
bool take(const Window::Event& event, Stage& stage) {
    const auto now = read_clocks();
    if (std::holds_alternative<Window::Quit>(event)) {
        if (stage.busy()) stage.turn(std::nullopt, now);  // Who tapped Done has signed.
        return false;
    }
    if (std::holds_alternative<Window::Exposed>(event)) stage.forget();
    if (const auto* size = std::get_if<Window::Resized>(&event)) {
        stage.resize(size->width, size->height);
        stage.forget();
    }
    if (const auto* key = std::get_if<Key>(&event)) {
        stage.turn(*key, now);
        return true;
    }
    if (std::holds_alternative<Window::KeyUp>(event)) {
        stage.key_up(now);
        return true;
    }
    const auto* touch = std::get_if<touch::Touch>(&event);
    stage.turn(touch != nullptr ? std::optional(*touch) : std::nullopt, now);
    return true;
}

Result<void> paint(Stage& stage, Window& window) {
    const auto pixels = window.pixels();
    if (!pixels) return tl::unexpected(pixels.error());
    const auto painted = stage.paint(*pixels);
    if (painted.changed.empty()) return {};
    return window.show(painted.changed);
}

std::optional<Monotonic> patience(const Stage& stage) {
    if (stage.busy()) return Monotonic{0};
    const auto wake = stage.next_wake();
    if (!wake) return std::nullopt;
    return std::max(Monotonic{0}, *wake - read_clocks().monotonic);
}

// Starting takes more memory for a moment than an evening does: growing lists, the pack as text, blank pages of the
// queue. Free memory lies between what stays, where only this call gives it back.
void give_back_what_starting_took() {
    (void)malloc_trim(0);
}

}  // namespace

Result<void> run_on(Window& window, Stage& stage) {
    if (auto shown = paint(stage, window); !shown) return shown;
    give_back_what_starting_took();
    while (!stage.ends_for_new_pack()) {
        if (auto shown = paint(stage, window); !shown) return shown;
        if (const auto event = window.wait(patience(stage))) {
            if (!take(*event, stage)) return {};
        } else {
            stage.turn(std::nullopt, read_clocks());
        }
    }
    return {};
}

}  // namespace hineni

// Glass: what a Window is made of. There are two, each a module of its own that is loaded where it is the one, so that
// neither costs the other's libraries: hineni-window (sdl/: a window, or the screen of X or Wayland) and hineni-screen
// (kms/: the bare screen of a device).
//
// Both hear the same: OneHolder decides who holds the glass, may_repeat() which keys a held key says again, can_hold()
// of which it is told that they were let go.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/shell/window.hpp"

namespace hineni {

// The promises are those of Window, which hands each call on.
class Glass {
  public:
    Glass() = default;
    Glass(const Glass&) = delete;
    Glass& operator=(const Glass&) = delete;
    virtual ~Glass() = default;

    [[nodiscard]] virtual std::optional<Window::Event> wait(std::optional<std::chrono::milliseconds> timeout) = 0;
    [[nodiscard]] virtual Result<Pixels> pixels() = 0;
    [[nodiscard]] virtual Result<void> show(const std::vector<PixelRect>& changed) = 0;
};

// The one function of each module, with the linkage of C, because it is looked up by its name.
extern "C" using OpenGlass =
    void(const std::string& title, std::optional<Window::Size> size, Result<std::unique_ptr<Glass>>& opened);

inline constexpr const char* open_glass_name = "hineni_open_glass";

// One at a time holds the glass, a finger or the mouse. Others are not heard until it lets go.
class OneHolder {
  public:
    // Unlike any other that is down at the same time.
    using Who = std::pair<std::int64_t, std::int64_t>;

    std::optional<touch::Touch> down(Who who, float x, float y) {
        if (holder_) return std::nullopt;
        holder_ = who;
        return touch::Touch{touch::Edge::Down, x, y};
    }
    [[nodiscard]] std::optional<touch::Touch> move(Who who, float x, float y) const {
        if (holder_ != who) return std::nullopt;
        return touch::Touch{touch::Edge::Move, x, y};
    }
    std::optional<touch::Touch> up(Who who, float x, float y) {
        if (holder_ != who) return std::nullopt;
        holder_.reset();
        return touch::Touch{touch::Edge::Up, x, y};
    }

  private:
    std::optional<Who> holder_;
};

// Who cannot let go of a key in time must not sign twice: Enter and letters count once.
constexpr bool may_repeat(Key::Name name) {
    return name != Key::Name::Enter && name != Key::Name::Escape && name != Key::Name::Letter;
}

// Whose KeyUp is told.
constexpr bool can_hold(const Key& key) {
    return key.name == Key::Name::Enter || (key.name == Key::Name::Letter && key.letter() == " ");
}

}  // namespace hineni

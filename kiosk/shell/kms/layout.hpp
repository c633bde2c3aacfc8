// Layout: what the keys of a real keyboard mean, by xkbcommon. The layout is the one that XKB_DEFAULT_LAYOUT (and
// _VARIANT, _OPTIONS) names, else the American one. It is read at the first key: 10 ms and 1 MB that a kiosk without a
// keyboard never spends.
//
// As in a window, dead keys are lost and their letter arrives plain.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "hineni/result.hpp"
#include "kiosk/shell/key.hpp"

struct xkb_keymap;
struct xkb_state;

namespace hineni {

class Layout {
  public:
    // Without a name, the environment's.
    [[nodiscard]] static Result<Layout> read(const char* name = nullptr);
    Layout(Layout&&) noexcept;
    Layout& operator=(Layout&&) noexcept;
    ~Layout();

    // A key, by the kernel's number, goes down: what it means. Nothing with Ctrl, Alt or a logo key, nor where it only
    // changes what others mean.
    std::optional<Key> down(std::uint32_t code);
    void up(std::uint32_t code);

  private:
    struct Free {
        void operator()(xkb_keymap* keymap) const;
        void operator()(xkb_state* state) const;
    };
    Layout(std::unique_ptr<xkb_keymap, Free> keymap, std::unique_ptr<xkb_state, Free> state);
    [[nodiscard]] std::optional<Key> meaning(std::uint32_t key) const;

    std::unique_ptr<xkb_keymap, Free> keymap_;
    std::unique_ptr<xkb_state, Free> state_;
};

}  // namespace hineni

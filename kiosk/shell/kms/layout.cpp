#include "kiosk/shell/kms/layout.hpp"

#include <xkbcommon/xkbcommon.h>

#include <string>
#include <utility>

namespace hineni {
namespace {

// Numbers of keys begin 8 higher in X's world.
constexpr std::uint32_t beyond_the_kernel = 8;

std::optional<Key::Name> name_of_symbol(xkb_keysym_t symbol) {
    using Name = Key::Name;
    switch (symbol) {
        case XKB_KEY_Tab:
        case XKB_KEY_ISO_Left_Tab:
        case XKB_KEY_KP_Tab: return Name::Tab;
        case XKB_KEY_Left:
        case XKB_KEY_KP_Left: return Name::Left;
        case XKB_KEY_Right:
        case XKB_KEY_KP_Right: return Name::Right;
        case XKB_KEY_Up:
        case XKB_KEY_KP_Up: return Name::Up;
        case XKB_KEY_Down:
        case XKB_KEY_KP_Down: return Name::Down;
        case XKB_KEY_Page_Up:
        case XKB_KEY_KP_Page_Up: return Name::PageUp;
        case XKB_KEY_Page_Down:
        case XKB_KEY_KP_Page_Down: return Name::PageDown;
        case XKB_KEY_Home:
        case XKB_KEY_KP_Home: return Name::Home;
        case XKB_KEY_End:
        case XKB_KEY_KP_End: return Name::End;
        case XKB_KEY_Return:
        case XKB_KEY_KP_Enter: return Name::Enter;
        case XKB_KEY_Escape: return Name::Escape;
        case XKB_KEY_BackSpace: return Name::Backspace;
        case XKB_KEY_Delete:
        case XKB_KEY_KP_Delete: return Name::Delete;
        default: return std::nullopt;
    }
}

bool active(const xkb_state* state, const char* modifier) {
    return xkb_state_mod_name_is_active(const_cast<xkb_state*>(state), modifier, XKB_STATE_MODS_EFFECTIVE) > 0;
}

// AltGr is not among them: with it letters are typed.
bool commands(const xkb_state* state) {
    return active(state, XKB_MOD_NAME_CTRL) || active(state, XKB_MOD_NAME_ALT) || active(state, XKB_MOD_NAME_LOGO);
}

}  // namespace

void Layout::Free::operator()(xkb_keymap* keymap) const {
    xkb_keymap_unref(keymap);
}

void Layout::Free::operator()(xkb_state* state) const {
    xkb_state_unref(state);
}

Layout::Layout(std::unique_ptr<xkb_keymap, Free> keymap, std::unique_ptr<xkb_state, Free> state)
    : keymap_(std::move(keymap)), state_(std::move(state)) {}
Layout::Layout(Layout&&) noexcept = default;
Layout& Layout::operator=(Layout&&) noexcept = default;
Layout::~Layout() = default;

Result<Layout> Layout::read(const char* name) {
    auto* context = xkb_context_new(XKB_CONTEXT_NO_FLAGS);
    if (context == nullptr) return fail("read the keyboard's layout: there are no layouts", "install xkb-data");
    xkb_context_set_log_level(context, XKB_LOG_LEVEL_CRITICAL);
    xkb_rule_names names{};
    names.layout = name;
    std::unique_ptr<xkb_keymap, Free> keymap(xkb_keymap_new_from_names(context, &names, XKB_KEYMAP_COMPILE_NO_FLAGS));
    xkb_context_unref(context);
    if (!keymap) {
        return fail("read the keyboard's layout: there is none of this name",
                    "XKB_DEFAULT_LAYOUT is a name such as us, de or il; xkb-data must be installed");
    }
    std::unique_ptr<xkb_state, Free> state(xkb_state_new(keymap.get()));
    if (!state) return fail("read the keyboard's layout: no memory is left");
    return Layout(std::move(keymap), std::move(state));
}

std::optional<Key> Layout::meaning(std::uint32_t key) const {
    if (commands(state_.get())) return std::nullopt;
    const auto symbol = xkb_state_key_get_one_sym(state_.get(), key);
    if (const auto name = name_of_symbol(symbol)) {
        return Key{.name = *name, .shift = active(state_.get(), XKB_MOD_NAME_SHIFT), .text = {}};
    }
    Key letter{.name = Key::Name::Letter, .shift = false, .text = {}};
    const int size = xkb_state_key_get_utf8(state_.get(), key, letter.text.data(), letter.text.size());
    const bool fits = size > 0 && static_cast<std::size_t>(size) < letter.text.size();
    const auto first = static_cast<unsigned char>(letter.text.front());
    if (!fits || first < ' ' || first == 0x7F) return std::nullopt;
    return letter;
}

std::optional<Key> Layout::down(std::uint32_t code) {
    const auto key = code + beyond_the_kernel;
    auto means = meaning(key);
    xkb_state_update_key(state_.get(), key, XKB_KEY_DOWN);
    return means;
}

void Layout::up(std::uint32_t code) {
    xkb_state_update_key(state_.get(), code + beyond_the_kernel, XKB_KEY_UP);
}

}  // namespace hineni

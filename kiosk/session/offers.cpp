// What the row above the keyboard offers.
#include "kiosk/session/keyboard.hpp"

namespace hineni::keyboard {

std::vector<Key> offers(const Up& up, std::string_view before_caret, std::string_view after_caret,
                        const Language& language) {
    if (up.kind == FieldKind::Email && after_caret.empty()) return mail_domains(before_caret, language);
    return {};
}

}  // namespace hineni::keyboard

// What the row above the keyboard offers.
#include <algorithm>

#include "kiosk/session/keyboard.hpp"
#include "kiosk/session/letters.hpp"
#include "kiosk/session/mail_slips.hpp"
#include "kiosk/session/pinyin.hpp"

namespace hineni::keyboard {

namespace {

constexpr std::size_t in_a_row = 12;

std::vector<Key> mail_offers(std::string_view typed, const Language& language) {
    auto endings = mail_domains(typed, language);
    if (!endings.empty()) return endings;
    const auto at = typed.find('@');
    if (at == 0 || at == std::string_view::npos) return {};
    const auto meant = meant_domain(typed.substr(at + 1));
    if (!meant) return {};
    const auto whole = "@" + std::string(*meant);
    return {{Does::Insert, whole, whole, 1, typed.size() - at}};
}

// One row of characters; where there are more, the last key turns the page.
std::vector<Key> chinese_offers(const Up& up, std::string_view before_caret) {
    const auto [run, size, characters] = reading(before_caret, up.kind == FieldKind::Name);
    const bool more = characters.size() > in_a_row;
    const std::size_t most = more ? in_a_row - 1 : in_a_row;
    const std::size_t pages = (characters.size() + most - 1) / most;
    const std::size_t first = pages == 0 ? 0 : up.page % pages * most;
    std::vector<Key> keys;
    for (auto i = first; i < std::min(first + most, characters.size()); ++i) {
        const std::string label(characters[i]);
        // The letters of further syllables stay where they are.
        keys.push_back({Does::Insert, label, label, 1, size, run.size() - size});
    }
    if (more) keys.push_back({Does::More, "…", "", 1});
    return keys;
}

}  // namespace

std::vector<Key> offers(const Up& up, std::string_view before_caret, std::string_view after_caret,
                        const Language& language) {
    if (up.kind == FieldKind::Email) {
        return after_caret.empty() ? mail_offers(before_caret, language) : std::vector<Key>{};
    }
    const bool letters = up.kind == FieldKind::Name || up.kind == FieldKind::Text;
    if (letters && script_of(up.letters).offers) return chinese_offers(up, before_caret);
    return {};
}

}  // namespace hineni::keyboard

#include "kiosk/session/typing.hpp"

#include <algorithm>

#include "hineni/utf8.hpp"

namespace hineni::typing {

namespace {

bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::size_t border_at_or_before(std::string_view text, std::size_t at) {
    at = std::min(at, text.size());
    while (at > 0 && at < text.size() && is_continuation(text[at])) --at;
    return at;
}

// C0 and C1 controls, line and paragraph separators, and marks that turn the direction of what follows.
bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

bool may_enter(std::string_view text) {
    if (text.empty() || !utf8::valid(text)) return false;
    while (!text.empty()) {
        if (is_control(utf8::front(text))) return false;
        text.remove_prefix(utf8::front_size(text));
    }
    return true;
}

bool insert(Filling& filling, std::string_view text) {
    const auto field = *filling.focus;
    auto& answer = filling.card.answers[field];
    const auto longest = longest_answer(filling.card.form->fields[field]);
    if (!may_enter(text) || utf8::count(answer.text()) + utf8::count(text) > longest) return false;
    if (!answer.insert(filling.caret, text)) return false;
    filling.caret += text.size();
    return true;
}

bool erase(Filling& filling) {
    if (filling.caret == 0) return false;
    auto& answer = filling.card.answers[*filling.focus];
    const auto before = utf8::without_last(answer.text().substr(0, filling.caret));
    answer.erase(before, filling.caret - before);
    filling.caret = before;
    return true;
}

// Ids of the chosen options in the pack's order, one space between.
void write_choices(const Field& field, Secret& answer, const std::vector<bool>& chosen) {
    answer.wipe();
    for (std::size_t option = 0; option < chosen.size(); ++option) {
        if (!chosen[option]) continue;
        [[maybe_unused]] const bool fits =
            (answer.empty() || answer.append(" ")) && answer.append(field.options[option].id);
    }
}

}  // namespace

void focus(Filling& filling, std::size_t field, std::size_t caret, const Language& language) {
    const auto answer = filling.card.answers[field].text();
    filling.focus = field;
    filling.caret = border_at_or_before(answer, caret);
    filling.keyboard =
        keyboard::for_field(filling.card.form->fields[field].kind, language, answer.substr(0, filling.caret));
}

void tap(Filling& filling, const keyboard::Key& key) {
    if (!filling.focus || !is_typed(filling.card.form->fields[*filling.focus].kind)) return;
    const bool edits = key.does == keyboard::Does::Insert || key.does == keyboard::Does::Erase;
    if (edits) {
        const bool changed = key.does == keyboard::Does::Insert ? insert(filling, key.inserts) : erase(filling);
        if (!changed) return;
        filling.card.problems[*filling.focus] = Problem::None;
    }
    const auto before = filling.card.answers[*filling.focus].text().substr(0, filling.caret);
    filling.keyboard = keyboard::after(filling.keyboard, key, before);
}

void pick(Card& card, const Picked& picked) {
    if (picked.field >= card.form->fields.size()) return;
    const auto& field = card.form->fields[picked.field];
    auto& answer = card.answers[picked.field];
    const auto options = field.kind == FieldKind::YesNo ? 2 : field.options.size();
    if (is_typed(field.kind) || picked.option >= options) return;
    if (field.kind == FieldKind::YesNo) {
        answer.wipe();
        [[maybe_unused]] const bool fits = answer.append(picked.option == 0 ? "yes" : "no");
    } else {
        std::vector<bool> chosen(options, false);
        if (field.kind == FieldKind::Choices) {
            for (std::size_t option = 0; option < options; ++option) {
                chosen[option] = is_picked(field, answer.text(), option);
            }
        }
        chosen[picked.option] = !chosen[picked.option];
        write_choices(field, answer, chosen);
    }
    card.problems[picked.field] = Problem::None;
}

std::optional<std::size_t> mark_problems(Filling& filling) {
    const auto& fields = filling.card.form->fields;
    const auto [first, last] = Session::fields_on(*filling.card.form, filling.page);
    std::optional<std::size_t> found;
    for (auto field = first; field < last; ++field) {
        const auto problem = problem_with(fields[field], filling.card.answers[field].text());
        filling.card.problems[field] = problem;
        if (problem != Problem::None && !found) found = field;
    }
    return found;
}

}  // namespace hineni::typing

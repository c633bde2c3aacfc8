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

// What is typed into, and where in it.
struct Line {
    Secret& text;
    std::size_t& caret;
    std::size_t longest;  // In characters.
};

bool insert(Line line, std::string_view text) {
    if (!may_enter(text) || utf8::count(line.text.text()) + utf8::count(text) > line.longest) return false;
    if (!line.text.insert(line.caret, text)) return false;
    line.caret += text.size();
    return true;
}

bool erase(Line line) {
    if (line.caret == 0) return false;
    const auto before = utf8::without_last(line.text.text().substr(0, line.caret));
    line.text.erase(before, line.caret - before);
    line.caret = before;
    return true;
}

// Whether the key changed the text; keys that change the keyboard alone count as well.
bool press(Line line, const keyboard::Key& key) {
    switch (key.does) {
        case keyboard::Does::Insert: return insert(line, key.inserts);
        case keyboard::Does::Erase: return erase(line);
        default: return true;
    }
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
    const auto field = *filling.focus;
    auto& answer = filling.card.answers[field];
    if (!press({answer, filling.caret, longest_answer(filling.card.form->fields[field])}, key)) return;
    const bool edits = key.does == keyboard::Does::Insert || key.does == keyboard::Does::Erase;
    if (edits) filling.card.problems[field] = Problem::None;
    filling.keyboard = keyboard::after(filling.keyboard, key, answer.text().substr(0, filling.caret));
}

void tap(Signing& signing, const keyboard::Key& key) {
    if (!signing.typing) return;
    auto& signature = signing.card.signature_typed;
    if (!press({signature, signing.caret, longest_answer(FieldKind::Name)}, key)) return;
    signing.keyboard = keyboard::after(signing.keyboard, key, signature.text().substr(0, signing.caret));
}

bool typed_enough(const Secret& signature) {
    std::size_t letters = 0;
    for (auto left = signature.text(); !left.empty(); left.remove_prefix(utf8::front_size(left))) {
        letters += left.front() != ' ' ? 1 : 0;
    }
    return letters >= 2;
}

void keep_one_signature(Signing& signing) {
    if (signing.typing) {
        signing.card.ink.start_over();
    } else {
        signing.card.signature_typed.wipe();
        signing.caret = 0;
    }
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
    const auto [first, last] = filling.fields;
    std::optional<std::size_t> found;
    for (auto field = first; field < last; ++field) {
        const auto problem = problem_with(fields[field], filling.card.answers[field].text());
        filling.card.problems[field] = problem;
        if (problem != Problem::None && !found) found = field;
    }
    return found;
}

}  // namespace hineni::typing

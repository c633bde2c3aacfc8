#include "kiosk/session/typing.hpp"

#include <algorithm>

#include "hineni/utf8.hpp"
#include "kiosk/form/spelling.hpp"
#include "kiosk/session/phones.hpp"

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

// In place of the `takes` bytes in front of the `leaves` bytes before the caret. What matters is how long the text is
// then.
bool insert(Line line, const keyboard::Key& key) {
    const std::string_view text = key.inserts;
    if (!may_enter(text) || key.leaves > line.caret || key.takes > line.caret - key.leaves) return false;
    const auto to = line.caret - key.leaves;
    const auto from = to - key.takes;
    const auto before = line.text.text();
    if (border_at_or_before(before, from) != from || border_at_or_before(before, to) != to) return false;
    const auto left = utf8::count(before) - utf8::count(before.substr(from, key.takes));
    if (left + utf8::count(text) > line.longest) return false;
    if (line.text.size() - key.takes + text.size() > line.text.capacity()) return false;
    line.text.erase(from, key.takes);
    [[maybe_unused]] const bool fits = line.text.insert(from, text);
    line.caret = from + text.size() + key.leaves;
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
bool press_resolved(Line line, const keyboard::Key& key) {
    switch (key.does) {
        case keyboard::Does::Insert: return insert(line, key);
        case keyboard::Does::Erase: return erase(line);
        default: return true;
    }
}

// A key as it works where the caret is.
bool press(Line line, const keyboard::Key& key, keyboard::Up& up) {
    const auto here = keyboard::resolved(key, line.text.text().substr(0, line.caret));
    if (!press_resolved(line, here)) return false;
    up = keyboard::after(up, here, line.text.text().substr(0, line.caret));
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

// The one tap that ends an address also leads on to the next field: its keyboard is what is needed then.
static void focus_next_empty(Filling& filling, const Language& language) {
    for (auto next = *filling.focus + 1; next < filling.fields.last; ++next) {
        if (!is_typed(filling.card.form->fields[next].kind)) continue;
        if (filling.card.answers[next].empty()) focus(filling, next, 0, language);
        return;
    }
}

void tap(Filling& filling, const keyboard::Key& key, const Language& language) {
    if (!filling.focus || !is_typed(filling.card.form->fields[*filling.focus].kind)) return;
    const auto field = *filling.focus;
    const Line line{filling.card.answers[field], filling.caret, longest_answer(filling.card.form->fields[field])};
    if (!press(line, key, filling.keyboard)) return;
    if (key.does != keyboard::Does::Insert && key.does != keyboard::Does::Erase) return;
    filling.card.problems[field] = Problem::None;
    if (is_contact(filling.card.form->fields[field].kind)) {
        std::replace(filling.card.problems.begin(), filling.card.problems.end(), Problem::NoContact, Problem::None);
    }
    filling.card.phones[field] = PhoneIs::Unread;
    if (key.label.size() > 1 && key.label.front() == '@') focus_next_empty(filling, language);
}

void tap(Signing& signing, const keyboard::Key& key) {
    if (!signing.typing) return;
    press({signing.card.signature_typed, signing.caret, longest_answer(FieldKind::Name)}, key, signing.keyboard);
}

// WPA2 takes 63 characters, of ASCII; whatever else enters is for the network to refuse.
static constexpr std::size_t longest_password = 63;

void tap(Organizing& organizing, const keyboard::Key& key) {
    press({organizing.password, organizing.caret, longest_password}, key, organizing.keyboard);
}

void focus(Organizing& organizing, std::size_t caret) {
    organizing.caret = border_at_or_before(organizing.password.text(), caret);
}

bool typed_enough(const Secret& signature) {
    std::size_t letters = 0;
    for (auto left = signature.text(); !left.empty(); left.remove_prefix(utf8::front_size(left))) {
        letters += spelling::is_blank(left.substr(0, utf8::front_size(left))) ? 0 : 1;
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

// Asked where the last of the fields is that would do, so that nobody is stopped before they could choose; told there
// or at the first of them on the same page.
static bool lacks_contact(const Filling& filling, std::size_t field) {
    const auto& form = *filling.card.form;
    if (!form.needs_contact || !is_contact(form.fields[field].kind) || !filling.fields.contains(field)) return false;
    for (std::size_t each = 0; each < form.fields.size(); ++each) {
        if (!is_contact(form.fields[each].kind)) continue;
        if (each >= filling.fields.last || !filling.card.answers[each].empty()) return false;
        if (each < field && filling.fields.contains(each)) return false;
    }
    return true;
}

std::optional<std::size_t> mark_problems(Filling& filling) {
    std::optional<std::size_t> found;
    for (std::size_t field = 0; field < filling.fields.last; ++field) {
        auto problem = phones::problem_at_next(filling.card, field);
        if (problem == Problem::None && lacks_contact(filling, field)) problem = Problem::NoContact;
        filling.card.problems[field] = problem;
        if (problem != Problem::None && !found) found = field;
    }
    return found;
}

}  // namespace hineni::typing

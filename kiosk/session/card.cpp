#include "kiosk/session/card.hpp"

#include <algorithm>

namespace hineni {

namespace {

constexpr std::size_t widest_character = 4;  // Bytes in UTF-8.

// Room for the longest answer that can be given, so that typing never moves it.
std::size_t room_for(const Field& field) {
    std::size_t longest = 0;
    std::size_t together = 0;
    for (const auto& option : field.options) {
        longest = std::max(longest, option.id.size());
        together += option.id.size() + 1;
    }
    switch (field.kind) {
        case FieldKind::Choice:
        case FieldKind::Chapter: return longest;
        case FieldKind::Choices: return together;
        case FieldKind::YesNo: return longest_answer(field.kind);
        default: return longest_answer(field) * widest_character;
    }
}

}  // namespace

Card::Card(const Form& asked, Monotonic first_touch)
    : form(&asked),
      started(first_touch),
      problems(asked.fields.size(), Problem::None),
      phones(asked.fields.size(), PhoneIs::Unread),
      consents(asked.consents.size()),
      consents_shown_in(asked.consents.size()),
      occasions(asked.occasions.size(), false) {
    if (asked.drawn_signature) signature_typed = Secret(longest_answer(FieldKind::Name) * widest_character);
    answers.reserve(asked.fields.size());
    for (const auto& field : asked.fields) answers.emplace_back(room_for(field));
}

bool is_picked(const Field& field, std::string_view answer, std::size_t option) {
    if (field.kind == FieldKind::YesNo) return answer == (option == 0 ? "yes" : "no");
    if (option >= field.options.size()) return false;
    const std::string_view id = field.options[option].id;
    if (field.kind != FieldKind::Choices) return answer == id;
    while (!answer.empty()) {
        const auto end = std::min(answer.find(' '), answer.size());
        if (answer.substr(0, end) == id) return true;
        answer.remove_prefix(std::min(end + 1, answer.size()));
    }
    return false;
}

}  // namespace hineni

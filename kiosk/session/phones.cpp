#include "kiosk/session/phones.hpp"

#include "hineni/utf8.hpp"
#include "kiosk/form/spelling.hpp"

namespace hineni::phones {

namespace {

// In place, whole or not at all.
void put_into_shape(const Field& field, Secret& answer, const Secret& shaped) {
    if (utf8::count(shaped.text()) > longest_answer(field) || shaped.size() > answer.capacity()) return;
    answer.wipe();
    [[maybe_unused]] const bool fits = answer.append(shaped.text());
}

}  // namespace

void leave(Card& card, std::size_t field, const std::string& region, const PhoneReader& read) {
    const auto& asked = card.form->fields[field];
    auto& answer = card.answers[field];
    const bool is_new = asked.kind == FieldKind::Phone && card.phones[field] == PhoneIs::Unread;
    if (!is_new || !read || spelling::is_blank(answer.text())) return;
    const auto found = read(answer, region);
    card.phones[field] = found.is;
    if (found.is == PhoneIs::Fine) put_into_shape(asked, answer, found.shaped);
}

Problem problem_at_next(Card& card, std::size_t field) {
    const auto& asked = card.form->fields[field];
    const auto plain = problem_with(asked, card.answers[field].text());
    switch (card.phones[field]) {
        case PhoneIs::Unread: return plain;
        case PhoneIs::Fine: return Problem::None;
        case PhoneIs::Impossible: break;
    }
    // Who says it twice means it: a list of numbers may be older than a number.
    if (!asked.required && plain == Problem::None) card.phones[field] = PhoneIs::Fine;
    return Problem::NotAPhone;
}

}  // namespace hineni::phones

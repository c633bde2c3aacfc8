#include "kiosk/screens/player.hpp"

#include <string>

#include "hineni/utf8.hpp"

namespace hineni::screens {

Player::Player(const EventPack& pack, const Language& language, Monotonic now)
    : session_(pack, now), now_(now), pack_(&pack), language_(language) {
    did(LanguageChosen{language});
}

bool Player::open(bool (*wanted)(const Form&)) {
    for (std::size_t i = 0; i < pack_->forms.size(); ++i) {
        if (!wanted(pack_->forms[i])) continue;
        did(Started{i});
        return true;
    }
    return false;
}

void Player::did(const Happening& happening) {
    session_.happen(happening, now_);
}

void Player::type(std::size_t field, std::string_view words) {
    did(Focused{field, 0});
    while (!words.empty()) {
        const auto size = std::max<std::size_t>(1, utf8::front_size(words));
        const std::string letter(words.substr(0, size));
        did(KeyTapped{{keyboard::Does::Insert, letter, letter, 1}});
        words.remove_prefix(size);
    }
}

static std::string long_answer(FieldKind kind) {
    const auto most = longest_answer(kind);
    std::string words;
    if (kind == FieldKind::Email) return "maria-guadalupe.fernandez-de-la-vega+vigil@community-organizing.example.org";
    while (utf8::count(words) + 12 < most) words += "Maximiliana ";
    while (utf8::count(words) < most) words += 'e';
    return words;
}

static std::string_view short_answer(FieldKind kind, const Language& language) {
    switch (kind) {
        case FieldKind::Name: return language == "he" ? "דוד Cohen לוי" : "María Núñez";
        case FieldKind::Email: return "maria@example.org";
        case FieldKind::Phone: return "(555) 010-4477";
        case FieldKind::PostalCode: return "02139";
        case FieldKind::Text: return "University";
        case FieldKind::Choice:
        case FieldKind::Choices:
        case FieldKind::YesNo:
        case FieldKind::Chapter: break;
    }
    return {};
}

static Secret a_receipt_code() {
    constexpr std::string_view sample = "7KQM-2XRD-9FT3";
    Secret code(sample.size());
    [[maybe_unused]] const bool fits = code.append(sample);
    return code;
}

void Player::fill_page(bool long_words) {
    const auto* filling = std::get_if<Filling>(&session_.state());
    if (filling == nullptr) return;
    const Form& form = *filling->card.form;
    const auto [first, last] = filling->fields;
    for (auto i = first; i < last; ++i) {
        const auto kind = form.fields[i].kind;
        const bool any_length = kind == FieldKind::Name || kind == FieldKind::Text || kind == FieldKind::Email;
        const auto& here = std::get<Filling>(session_.state()).card.answers[i];
        if (!here.empty()) continue;
        if (!is_typed(kind))
            did(Picked{i, 0});
        else if (long_words && any_length)
            type(i, long_answer(kind));
        else
            type(i, short_answer(kind, language_));
    }
}

bool Player::one_step_on() {
    if (const auto* choosing = std::get_if<Choosing>(&session_.state())) {
        if (!choosing->card.occasions.empty() && !choosing->card.occasions.front()) did(ChoseOccasion{0});
    }
    if (std::holds_alternative<Reading>(session_.state())) did(ReachedEnd{});
    if (std::holds_alternative<Welcome>(session_.state()) || std::holds_alternative<Thanks>(session_.state()))
        return false;
    fill_page(false);
    if (std::holds_alternative<Signing>(session_.state())) {
        did(PenDown{{100, 250}});
        for (std::int16_t i = 1; i <= 40; ++i) {
            const auto wave = static_cast<std::int16_t>((i * 37) % 90 - 45);
            did(PenMoved{{static_cast<std::int16_t>(100 + i * 18), static_cast<std::int16_t>(210 + wave)}});
        }
        did(PenUp{});
    }
    if (std::holds_alternative<Saving>(session_.state()))
        did(Stored{a_receipt_code()});
    else
        did(Next{});
    return true;
}

void Player::wait(Monotonic time) {
    now_ += time;
    session_.tick(now_);
}

void Player::walk_away() {
    session_.tick(now_ + idle_timeout + Monotonic{1000});
}

}  // namespace hineni::screens

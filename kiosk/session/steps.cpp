#include "kiosk/session/steps.hpp"

#include "kiosk/session/typing.hpp"

namespace hineni::steps {

namespace {

State open_filling(std::size_t page, Card card, const Language& language) {
    const auto [first, last] = Session::fields_on(*card.form, page);
    Filling filling{.card = std::move(card), .page = page, .focus = {}, .caret = 0, .keyboard = {}};
    for (auto field = first; field < last; ++field) {
        if (!is_typed(filling.card.form->fields[field].kind)) continue;
        typing::focus(filling, field, filling.card.answers[field].size(), language);
        break;
    }
    return filling;
}

}  // namespace

std::vector<Place> of(const Form& form) {
    std::vector<Place> places;
    if (form.kind == FormKind::Pledge && !form.text.empty()) places.push_back({Kind::Reading, 0});
    if (form.kind == FormKind::Rsvp && !form.occasions.empty()) places.push_back({Kind::Choosing, 0});
    for (std::size_t page = 0; page < Session::pages(form); ++page) places.push_back({Kind::Filling, page});
    for (std::size_t page = 0; page < Session::consent_pages(form); ++page) places.push_back({Kind::Consenting, page});
    if (form.kind == FormKind::Pledge && form.drawn_signature) places.push_back({Kind::Signing, 0});
    return places;
}

std::optional<Place> at(const State& state) {
    if (std::holds_alternative<Reading>(state)) return Place{Kind::Reading, 0};
    if (std::holds_alternative<Choosing>(state)) return Place{Kind::Choosing, 0};
    if (const auto* filling = std::get_if<Filling>(&state)) return Place{Kind::Filling, filling->page};
    if (const auto* consenting = std::get_if<Consenting>(&state)) return Place{Kind::Consenting, consenting->page};
    if (std::holds_alternative<Signing>(state)) return Place{Kind::Signing, 0};
    return std::nullopt;
}

State open(Place place, Card card, const Language& language) {
    switch (place.kind) {
        // Who comes back to the text has read it, if it is still in the same language.
        case Kind::Reading: {
            const bool read = card.text_read_in == language;
            return Reading{.card = std::move(card), .scroll = 0, .reached_end = read};
        }
        case Kind::Choosing: return Choosing{std::move(card)};
        case Kind::Filling: return open_filling(place.page, std::move(card), language);
        case Kind::Consenting: return Consenting{.card = std::move(card), .page = place.page};
        case Kind::Signing: return Signing{.card = std::move(card), .pen_down = false};
    }
    return Welcome{};
}

}  // namespace hineni::steps

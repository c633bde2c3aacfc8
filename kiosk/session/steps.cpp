#include "kiosk/session/steps.hpp"

#include <algorithm>

#include "kiosk/session/typing.hpp"

namespace hineni::steps {

namespace {

State open_filling(Slice fields, Card card, const Language& language) {
    Filling filling{
        .card = std::move(card), .fields = fields, .focus = {}, .caret = 0, .keyboard = {}, .shown_from = 0};
    for (auto field = fields.first; field < fields.last; ++field) {
        if (!is_typed(filling.card.form->fields[field].kind)) continue;
        typing::focus(filling, field, filling.card.answers[field].size(), language);
        break;
    }
    return filling;
}

void add_pages(std::vector<Place>& places, Kind kind, std::size_t questions, std::size_t a_page) {
    for (std::size_t first = 0; first < questions; first += a_page) {
        places.push_back({kind, {first, std::min(first + a_page, questions)}, false});
    }
}

// The question about the name stands after the last consent, on the same page where there is room for it.
void add_consents(std::vector<Place>& places, const Form& form, std::size_t a_page) {
    const auto consents = form.consents.size();
    add_pages(places, Kind::Consenting, consents, a_page);
    if (!form.ask_public) return;
    const bool room = consents % a_page != 0;
    if (room) {
        places.back().asks_public = true;
    } else {
        places.push_back({Kind::Consenting, {consents, consents}, true});
    }
}

}  // namespace

std::vector<Place> of(const Form& form, TextSize size) {
    const auto room = page_room(size);
    std::vector<Place> places;
    if (form.kind == FormKind::Pledge && !form.text.empty()) places.push_back({Kind::Reading, {}, false});
    if (form.kind == FormKind::Rsvp && !form.occasions.empty()) places.push_back({Kind::Choosing, {}, false});
    add_pages(places, Kind::Filling, form.fields.size(), room.fields);
    add_consents(places, form, room.consents);
    if (form.kind == FormKind::Pledge && form.drawn_signature) places.push_back({Kind::Signing, {}, false});
    return places;
}

Place around(const Place& here, std::size_t question, const Form& form, TextSize size) {
    const auto all = of(form, size);
    const auto place = std::find_if(all.begin(), all.end(), [&](const Place& each) {
        if (each.kind != here.kind) return false;
        // A page without questions: of another kind, or for the question about the name alone.
        return each.page.contains(question) || (here.page.size() == 0 && each.asks_public == here.asks_public);
    });
    return place == all.end() ? here : *place;
}

Place with_field(const Form& form, TextSize size, std::size_t field) {
    return around({Kind::Filling, {field, field + 1}, false}, field, form, size);
}

std::optional<Place> at(const State& state) {
    if (std::holds_alternative<Reading>(state)) return Place{Kind::Reading, {}, false};
    if (std::holds_alternative<Choosing>(state)) return Place{Kind::Choosing, {}, false};
    if (const auto* filling = std::get_if<Filling>(&state)) return Place{Kind::Filling, filling->fields, false};
    if (const auto* consenting = std::get_if<Consenting>(&state)) {
        return Place{Kind::Consenting, consenting->consents, consenting->asks_public};
    }
    if (std::holds_alternative<Signing>(state)) return Place{Kind::Signing, {}, false};
    return std::nullopt;
}

std::size_t page_in(const State& state) {
    if (const auto* organizing = std::get_if<Organizing>(&state)) return static_cast<std::size_t>(organizing->page);
    const auto here = at(state);
    return here ? here->page.first : 0;
}

State open(Place place, Card card, const Language& language) {
    switch (place.kind) {
        // Who comes back to the text has read it, if it is still in the same language.
        case Kind::Reading: {
            const bool read = card.text_read_in == language;
            return Reading{.card = std::move(card), .scroll = 0, .reached_end = read};
        }
        case Kind::Choosing: return Choosing{.card = std::move(card), .shown_from = 0};
        case Kind::Filling: return open_filling(place.page, std::move(card), language);
        case Kind::Consenting:
            return Consenting{.card = std::move(card), .consents = place.page, .asks_public = place.asks_public};
        case Kind::Signing: {
            // Who typed comes back to what they typed.
            const bool typed = !card.signature_typed.empty();
            const auto caret = card.signature_typed.size();
            return Signing{.card = std::move(card),
                           .pen_down = false,
                           .typing = typed,
                           .caret = caret,
                           .keyboard = keyboard::for_field(FieldKind::Name, language)};
        }
    }
    return Welcome{};
}

}  // namespace hineni::steps

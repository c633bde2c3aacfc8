#include "kiosk/session/session.hpp"

#include <algorithm>

#include "kiosk/session/edits.hpp"
#include "kiosk/session/phones.hpp"
#include "kiosk/session/steps.hpp"
#include "kiosk/session/thanking.hpp"
#include "kiosk/session/typing.hpp"

namespace hineni {

namespace {

Card* card_in(State& state) {
    return const_cast<Card*>(hineni::card_in(std::as_const(state)));
}

// What stands on the glass while the attendee goes on is what they have read.
void remember_shown(State& state, const Language& language) {
    if (auto* reading = std::get_if<Reading>(&state)) reading->card.text_read_in = language;
    if (auto* consenting = std::get_if<Consenting>(&state)) {
        const auto [first, last] = consenting->consents;
        for (auto each = first; each < last; ++each) consenting->card.consents_shown_in[each] = language;
    }
}

}  // namespace

Session::Session(const EventPack& pack, Monotonic now, const Comfort& usual, PhoneReader phones)
    : pack_(&pack),
      phones_(std::move(phones)),
      state_(Welcome{}),
      language_(pack.languages.front()),
      usual_(usual),
      comfort_(usual),
      last_touch_(now) {}

std::optional<Step> Session::step() const {
    const auto* card = hineni::card_in(state_);
    const auto here = steps::at(state_);
    if (card == nullptr || !here) return std::nullopt;
    const auto all = steps::of(*card->form, comfort_.text);
    const auto place = std::find(all.begin(), all.end(), *here);
    return Step{.number = static_cast<int>(place - all.begin()) + 1, .of = static_cast<int>(all.size())};
}

void Session::welcome_again() {
    state_ = Welcome{};
    as_usual();
}

void Session::as_usual() {
    language_ = pack_->languages.front();
    comfort_ = usual_;
    aside_.reset();
    countdown_.reset();
}

void Session::start(std::size_t form, Monotonic now) {
    if (!std::holds_alternative<Welcome>(state_) || form >= pack_->forms.size()) return;
    Card card(pack_->forms[form], now);
    const auto all = steps::of(*card.form, comfort_.text);
    if (all.empty()) {
        state_ = Saving{.card = std::move(card), .failures = 0};
    } else {
        state_ = steps::open(all.front(), std::move(card), language_);
    }
}

void Session::leave() {
    if (std::holds_alternative<Organizing>(state_)) return organizer_leaves();
    const bool may_leave = steps::at(state_) || std::holds_alternative<Trouble>(state_) ||
                           std::holds_alternative<Thanks>(state_) || std::holds_alternative<Welcome>(state_);
    if (may_leave) welcome_again();
}

void Session::go_on() {
    if (std::holds_alternative<Organizing>(state_)) return organizer_goes_on();
    if (!can_go_on(state_)) return;
    if (std::holds_alternative<Thanks>(state_)) return welcome_again();
    if (auto* trouble = std::get_if<Trouble>(&state_)) {
        Card again = std::move(trouble->card);
        const auto failures = trouble->attempts;
        state_ = Saving{.card = std::move(again), .failures = failures};
        return;
    }
    if (auto* filling = std::get_if<Filling>(&state_)) {
        for (std::size_t field = 0; field < filling->fields.last; ++field) leave_field(field);
        if (const auto field = typing::mark_problems(*filling)) return show_field(*field);
    }
    remember_shown(state_, language_);
    if (auto* signing = std::get_if<Signing>(&state_)) typing::keep_one_signature(*signing);
    Card card = std::move(*card_in(state_));
    const auto all = steps::of(*card.form, comfort_.text);
    const auto next = std::find(all.begin(), all.end(), *steps::at(state_)) + 1;
    if (next == all.end()) {
        state_ = Saving{.card = std::move(card), .failures = 0};
    } else {
        state_ = steps::open(*next, std::move(card), language_);
    }
}

void Session::leave_field(std::size_t field) {
    if (auto* card = card_in(state_)) phones::leave(*card, field, pack_->region, phones_);
}

// With the caret at its end, on the page where it stands.
void Session::show_field(std::size_t field) {
    auto* filling = std::get_if<Filling>(&state_);
    if (!filling->fields.contains(field)) {
        const auto place = steps::with_field(*filling->card.form, comfort_.text, field);
        Card card = std::move(filling->card);
        state_ = steps::open(place, std::move(card), language_);
        filling = std::get_if<Filling>(&state_);
    }
    typing::focus(*filling, field, filling->card.answers[field].size(), language_);
}

void Session::go_back() {
    if (std::holds_alternative<Organizing>(state_)) return organizer_goes_back();
    auto* card = card_in(state_);
    if (card == nullptr || std::holds_alternative<Saving>(state_)) return;
    const auto all = steps::of(*card->form, comfort_.text);
    const auto here = steps::at(state_);  // Trouble stands behind the last step.
    const auto place = here ? std::find(all.begin(), all.end(), *here) : all.end();
    if (place == all.begin()) {
        state_ = Welcome{};
    } else {
        Card kept = std::move(*card);
        state_ = steps::open(*(place - 1), std::move(kept), language_);
    }
}

void Session::choose_language(const Language& language) {
    const auto& known = pack_->languages;
    if (std::find(known.begin(), known.end(), language) == known.end()) return;
    if (std::holds_alternative<Saving>(state_)) return;
    aside_.reset();
    if (language == language_) return;
    language_ = language;
    if (auto* reading = std::get_if<Reading>(&state_)) {
        reading->scroll = 0;
        reading->reached_end = false;
    }
    if (auto* filling = std::get_if<Filling>(&state_); filling != nullptr && filling->focus) {
        typing::focus(*filling, *filling->focus, filling->caret, language_);
    }
    if (auto* signing = std::get_if<Signing>(&state_)) {
        const auto before = signing->card.signature_typed.text().substr(0, signing->caret);
        signing->keyboard = keyboard::for_field(FieldKind::Name, language_, before);
    }
}

// The page with the field in focus takes the place of the old one, or else the page with what was first on that.
void Session::choose_comfort(const Comfort& comfort) {
    const auto here = steps::at(state_);
    comfort_ = comfort;
    if (!here) return;
    auto& card = *card_in(state_);
    auto* filling = std::get_if<Filling>(&state_);
    const auto focus = filling != nullptr ? filling->focus : std::nullopt;
    const auto place = steps::around(*here, focus.value_or(here->page.first), *card.form, comfort_.text);
    if (place == *here) return;
    const auto caret = filling != nullptr ? filling->caret : 0;
    const auto keyboard = filling != nullptr ? filling->keyboard : keyboard::Up{};
    Card kept = std::move(card);
    state_ = steps::open(place, std::move(kept), language_);
    if (filling = std::get_if<Filling>(&state_); filling != nullptr && focus) {
        filling->focus = focus;
        filling->caret = caret;
        filling->keyboard = keyboard;
    }
}

// The receipt code is there for who was thanked, and its longer time begins once.
void Session::open_aside(Aside aside, Monotonic now) {
    if (std::holds_alternative<Saving>(state_)) return;
    if (aside == Aside::ReceiptCode) {
        auto* thanks = std::get_if<Thanks>(&state_);
        if (thanks == nullptr || thanks->receipt_code.empty()) return;
        if (!thanks->code_opened) thanks->code_opened = now;
    }
    aside_ = aside;
}

void Session::stored(const Secret& receipt_code, Monotonic now) {
    const auto* saving = std::get_if<Saving>(&state_);
    if (saving == nullptr) return;
    auto thanks = thanks_for(saving->card);
    thanks.receipt_code = receipt_code;
    state_ = std::move(thanks);
    thanked_ = now;
}

void Session::not_stored(Monotonic now) {
    auto* saving = std::get_if<Saving>(&state_);
    if (saving == nullptr) return;
    Card card = std::move(saving->card);
    const auto attempts = saving->failures + 1;
    state_ = Trouble{.card = std::move(card), .attempts = attempts};
    last_touch_ = now;
}

void Session::happen(const Happening& happening, Monotonic now) {
    if (const auto* kept = std::get_if<Stored>(&happening)) return stored(kept->receipt_code, now);
    if (std::holds_alternative<StoreFailed>(happening)) return not_stored(now);
    if (std::holds_alternative<ReachedEnd>(happening)) {
        if (auto* reading = std::get_if<Reading>(&state_)) reading->reached_end = true;
        return;
    }
    if (happened_to_organizer(happening, now)) return;
    tick(now);  // A touch that comes after the time was up belongs to the next person.
    last_touch_ = now;
    countdown_.reset();
    attendee_did(happening, now);
}

void Session::attendee_did(const Happening& happening, Monotonic now) {
    if (const auto* chosen = std::get_if<LanguageChosen>(&happening)) return choose_language(chosen->language);
    if (const auto* chosen = std::get_if<ComfortChosen>(&happening)) return choose_comfort(chosen->comfort);
    if (const auto* opened = std::get_if<AsideOpened>(&happening)) return open_aside(opened->aside, now);
    if (std::holds_alternative<AsideClosed>(happening)) return aside_.reset();
    if (std::holds_alternative<Leave>(happening)) return leave();
    if (aside_) return;
    if (const auto* held = std::get_if<CornerHeld>(&happening)) return hold_corner(held->has_pin);
    if (const auto* started = std::get_if<Started>(&happening)) return start(started->form, now);
    if (std::holds_alternative<Next>(happening)) return go_on();
    if (std::holds_alternative<Back>(happening)) return go_back();
    if (std::holds_alternative<Organizing>(state_)) return organizer_did(happening, now);
    if (const auto* focused = std::get_if<Focused>(&happening)) {
        const auto* filling = std::get_if<Filling>(&state_);
        const bool moves = filling != nullptr && filling->focus && filling->fields.contains(focused->field);
        if (moves && *filling->focus != focused->field) leave_field(*filling->focus);
    }
    edits::apply(state_, happening, language_);
}

void Session::out_of_order(std::string reason) {
    welcome_again();
    state_ = OutOfOrder{std::move(reason)};
}

void Session::back_in_order(Monotonic now) {
    welcome_again();
    last_touch_ = now;
}

}  // namespace hineni

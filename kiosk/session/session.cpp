#include "kiosk/session/session.hpp"

#include <algorithm>

#include "kiosk/session/edits.hpp"
#include "kiosk/session/steps.hpp"
#include "kiosk/session/typing.hpp"

namespace hineni {

namespace {

template <class... Each>
struct Cases : Each... {
    using Each::operator()...;
};
template <class... Each>
Cases(Each...) -> Cases<Each...>;

Card* card_in(State& state) {
    return const_cast<Card*>(hineni::card_in(std::as_const(state)));
}

// Where an attendee may walk away, how long until they are asked; nothing on the other screens.
std::optional<Monotonic> patience(const State& state) {
    if (std::holds_alternative<Trouble>(state)) return 2 * idle_timeout;
    if (steps::at(state)) return idle_timeout;
    return std::nullopt;
}

Monotonic countdown_in(const State& state) {
    return std::holds_alternative<Trouble>(state) ? 2 * countdown_length : countdown_length;
}

// What stands on the glass while the attendee goes on is what they have read.
void remember_shown(State& state, const Language& language) {
    if (auto* reading = std::get_if<Reading>(&state)) reading->card.text_read_in = language;
    if (auto* consenting = std::get_if<Consenting>(&state)) {
        const auto [first, last] = consenting->consents;
        for (auto each = first; each < last; ++each) consenting->card.consents_shown_in[each] = language;
    }
}

Monotonic thanked_for(const Thanks& thanks) {
    return thanks.occasions.empty() ? thanks_timeout : thanks_with_dates_timeout;
}

Secret first_word(const Secret& name) {
    const auto text = name.text();
    const auto begin = std::min(text.find_first_not_of(' '), text.size());
    const auto word = text.substr(begin, text.find(' ', begin) - begin);
    Secret first(word.size());
    [[maybe_unused]] const bool fits = first.append(word);
    return first;
}

Thanks thanks_for(const Card& card) {
    Thanks thanks{.form = card.form, .first_name = {}, .occasions = {}, .shown = 0};
    for (std::size_t field = 0; field < card.answers.size(); ++field) {
        if (card.form->fields[field].kind != FieldKind::Name || card.answers[field].empty()) continue;
        thanks.first_name = first_word(card.answers[field]);
        break;
    }
    for (std::size_t occasion = 0; occasion < card.occasions.size(); ++occasion) {
        if (card.occasions[occasion]) thanks.occasions.push_back(occasion);
    }
    return thanks;
}

}  // namespace

const Card* card_in(const State& state) {
    return std::visit(
        [](const auto& here) -> const Card* {
            if constexpr (requires { here.card; }) {
                return &here.card;
            } else {
                return nullptr;
            }
        },
        state);
}

bool can_go_on(const State& state) {
    return std::visit(Cases{
                          [](const Welcome&) { return false; },
                          [](const Reading& reading) { return reading.reached_end; },
                          [](const Choosing& choosing) {
                              const auto& chosen = choosing.card.occasions;
                              return std::find(chosen.begin(), chosen.end(), true) != chosen.end();
                          },
                          [](const Filling&) { return true; },
                          [](const Consenting&) { return true; },
                          [](const Signing& signing) {
                              return signing.typing ? typing::typed_enough(signing.card.signature_typed)
                                                    : signing.card.ink.is_signed();
                          },
                          [](const Saving&) { return false; },
                          [](const Trouble&) { return true; },
                          [](const Thanks&) { return true; },
                          [](const OutOfOrder&) { return false; },
                      },
                      state);
}

Session::Session(const EventPack& pack, Monotonic now, const Comfort& usual)
    : pack_(&pack),
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
    const bool may_leave = steps::at(state_) || std::holds_alternative<Trouble>(state_) ||
                           std::holds_alternative<Thanks>(state_) || std::holds_alternative<Welcome>(state_);
    if (may_leave) welcome_again();
}

void Session::go_on() {
    if (!can_go_on(state_)) return;
    if (std::holds_alternative<Thanks>(state_)) return welcome_again();
    if (auto* trouble = std::get_if<Trouble>(&state_)) {
        Card again = std::move(trouble->card);
        const auto failures = trouble->attempts;
        state_ = Saving{.card = std::move(again), .failures = failures};
        return;
    }
    if (auto* filling = std::get_if<Filling>(&state_)) {
        if (const auto field = typing::mark_problems(*filling)) {
            typing::focus(*filling, *field, filling->card.answers[*field].size(), language_);
            return;
        }
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

void Session::go_back() {
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
    aside_.reset();
    if (language == language_ || std::find(known.begin(), known.end(), language) == known.end()) return;
    if (std::holds_alternative<Saving>(state_)) return;
    language_ = language;
    if (auto* reading = std::get_if<Reading>(&state_)) {
        reading->scroll = 0;
        reading->reached_end = false;
    }
    if (auto* filling = std::get_if<Filling>(&state_); filling != nullptr && filling->focus) {
        typing::focus(*filling, *filling->focus, filling->caret, language_);
    }
}

// The page with what was first on the old one takes its place, and the field in focus stays where it is.
void Session::choose_comfort(const Comfort& comfort) {
    const auto here = steps::at(state_);
    comfort_ = comfort;
    auto* card = card_in(state_);
    if (card == nullptr || !here) return;
    const auto all = steps::of(*card->form, comfort_.text);
    const auto place = std::find_if(all.begin(), all.end(), [&](const auto& each) {
        if (each.kind != here->kind) return false;
        return each.page.contains(here->page.first) || each.page == here->page ||
               (here->page.size() == 0 && each.asks_public);
    });
    if (place == all.end() || *place == *here) return;
    const auto* filling = std::get_if<Filling>(&state_);
    const auto focus = filling != nullptr ? filling->focus : std::nullopt;
    const auto caret = filling != nullptr ? filling->caret : 0;
    Card kept = std::move(*card);
    state_ = steps::open(*place, std::move(kept), language_);
    if (auto* moved = std::get_if<Filling>(&state_); moved != nullptr && focus && moved->fields.contains(*focus)) {
        typing::focus(*moved, *focus, caret, language_);
    }
}

void Session::stored(bool kept, Monotonic now) {
    auto* saving = std::get_if<Saving>(&state_);
    if (saving == nullptr) return;
    if (kept) {
        state_ = thanks_for(saving->card);
        thanked_ = now;
    } else {
        Card card = std::move(saving->card);
        const auto attempts = saving->failures + 1;
        state_ = Trouble{.card = std::move(card), .attempts = attempts};
        last_touch_ = now;
    }
}

void Session::happen(const Happening& happening, Monotonic now) {
    if (std::holds_alternative<Stored>(happening)) return stored(true, now);
    if (std::holds_alternative<StoreFailed>(happening)) return stored(false, now);
    if (std::holds_alternative<ReachedEnd>(happening)) {
        if (auto* reading = std::get_if<Reading>(&state_)) reading->reached_end = true;
        return;
    }
    tick(now);  // A touch that comes after the time was up belongs to the next person.
    last_touch_ = now;
    countdown_.reset();
    attendee_did(happening, now);
}

void Session::attendee_did(const Happening& happening, Monotonic now) {
    if (const auto* started = std::get_if<Started>(&happening)) return start(started->form, now);
    if (const auto* chosen = std::get_if<LanguageChosen>(&happening)) return choose_language(chosen->language);
    if (const auto* chosen = std::get_if<ComfortChosen>(&happening)) return choose_comfort(chosen->comfort);
    if (const auto* opened = std::get_if<AsideOpened>(&happening)) {
        if (!std::holds_alternative<Saving>(state_)) aside_ = opened->aside;
        return;
    }
    if (std::holds_alternative<AsideClosed>(happening)) return aside_.reset();
    if (std::holds_alternative<Leave>(happening)) return leave();
    if (aside_) return;
    if (std::holds_alternative<Next>(happening)) return go_on();
    if (std::holds_alternative<Back>(happening)) return go_back();
    edits::apply(state_, happening, language_);
}

void Session::tick(Monotonic now) {
    if (const auto* thanks = std::get_if<Thanks>(&state_)) {
        if (now >= thanked_ + thanked_for(*thanks)) welcome_again();
        return;
    }
    if (std::holds_alternative<Welcome>(state_)) {
        if (now >= last_touch_ + idle_timeout) welcome_again();
        return;
    }
    const auto patient_for = patience(state_);
    if (!patient_for) return;
    const auto asked = last_touch_ + *patient_for;
    const auto wiped = asked + countdown_in(state_);
    if (now >= wiped) {
        welcome_again();
    } else if (now >= asked) {
        countdown_ = static_cast<int>(std::chrono::ceil<std::chrono::seconds>(wiped - now).count());
    }
}

std::optional<Monotonic> Session::next_wake() const {
    if (const auto* thanks = std::get_if<Thanks>(&state_)) return thanked_ + thanked_for(*thanks);
    if (std::holds_alternative<Welcome>(state_)) {
        if (language_ == pack_->languages.front() && comfort_ == usual_ && !aside_) return std::nullopt;
        return last_touch_ + idle_timeout;
    }
    const auto patient_for = patience(state_);
    if (!patient_for) return std::nullopt;
    const auto asked = last_touch_ + *patient_for;
    if (!countdown_) return asked;
    return asked + countdown_in(state_) - std::chrono::seconds(*countdown_ - 1);
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

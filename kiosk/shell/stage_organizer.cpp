// The organizer at the kiosk: who holds the corner, what their PIN is held against, how their orders are carried out,
// and when the Table is looked at.
#include "hineni/log.hpp"
#include "kiosk/shell/stage.hpp"
#include "kiosk/widgets/page.hpp"

namespace hineni {

namespace {

// While an organizer watches, and while nobody does: the lamp on the welcome screen.
constexpr Monotonic look_pause = 1s;
constexpr Monotonic look_pause_at_rest = 1min;
// A key cannot be held: this many in a row do the same.
constexpr int escapes_to_open = 5;

const Organizing* organizing_in(const Session& session) {
    return std::get_if<Organizing>(&session.state());
}

}  // namespace

// ---- The corner

bool Stage::corner_is_there() const {
    const bool here =
        std::holds_alternative<Welcome>(session_.state()) || std::holds_alternative<OutOfOrder>(session_.state());
    return parts_.table != nullptr && here && !session_.aside();
}

void Stage::watch_corner(const touch::Touch& touch, const Now& now) {
    escapes_ = 0;
    const float side = corner_side * unit_of(static_cast<float>(width_), static_cast<float>(height_));
    const touch::Rect corner{0, static_cast<float>(height_) - side, side, side};
    const bool within = corner_is_there() && touch.edge != touch::Edge::Up && corner.contains(touch.x, touch.y);
    if (!within) {
        corner_held_.reset();
    } else if (touch.edge == touch::Edge::Down) {
        corner_held_ = now.monotonic;
    }
}

// The finger is still down: what it came down on is forgotten with the screen that it was on.
void Stage::open_corner(const Now& now) {
    corner_held_.reset();
    escapes_ = 0;
    exploring_ = false;
    session_.happen(CornerHeld{parts_.table->has_pin()}, now.monotonic);
    look_due_ = now.monotonic;
}

void Stage::pass_corner(const Now& now) {
    if (!corner_held_ || now.monotonic < *corner_held_ + corner_hold) return;
    if (corner_is_there()) return open_corner(now);
    corner_held_.reset();
}

bool Stage::count_escape(const Key& key, const Now& now) {
    escapes_ = key.name == Key::Name::Escape && corner_is_there() ? escapes_ + 1 : 0;
    if (escapes_ < escapes_to_open) return false;
    open_corner(now);
    return true;
}

// Of a real keyboard, on the page of the PIN, wherever the focus is.
bool Stage::press_digit(const Key& key, const Now& now) {
    const auto* organizing = organizing_in(session_);
    if (organizing == nullptr || organizing->page != Organizing::Page::Pin || session_.aside()) return false;
    const auto letter = key.name == Key::Name::Letter ? key.letter() : std::string_view();
    const bool digit = letter.size() == 1 && letter.front() >= '0' && letter.front() <= '9';
    if (!digit && key.name != Key::Name::Backspace) return false;
    session_.happen(PinKey{digit ? letter.front() - '0' : 10}, now.monotonic);
    return true;
}

// ---- What the session asks for

bool Stage::asks_for_a_moment() const {
    const auto* organizing = organizing_in(session_);
    return organizing != nullptr && (organizing->checking || (organizing->holds == 2 && !organizing->wiped));
}

// An order to wipe waits until "one moment" was painted.
void Stage::serve_organizer(const Now& now) {
    if (parts_.table == nullptr) return;
    if (moment_painted_ && asks_for_a_moment()) {
        moment_painted_ = false;
        if (organizing_in(session_)->checking) {
            look_at_pin(now);
        } else {
            wipe(now);
        }
    }
    if (!asks_for_a_moment()) {
        if (const auto order = session_.take_order()) carry_out(*order, now);
    }
    if (looks() && now.monotonic >= look_due_) look(now);
}

// A PIN that could not be looked at is a wrong one, and why is said beside it.
void Stage::look_at_pin(const Now& now) {
    const auto& organizing = std::get<Organizing>(session_.state());
    bool right = false;
    if (organizing.choosing == Organizing::Choosing::No) {
        const auto is = parts_.table->pin_is(organizing.digits);
        if (!is) log(in_words(is.error()));
        right = is.value_or(false);
    } else {
        const auto kept = parts_.table->keep_pin(organizing.digits);
        if (!kept) log(in_words(kept.error()));
        right = kept.has_value();
    }
    session_.happen(PinLooked{right}, now.monotonic);
    look_due_ = now.monotonic;
}

Result<void> Stage::done(const Order& order, const Now& now) {
    if (std::holds_alternative<order::StartPractice>(order)) return begin_practice();
    if (std::holds_alternative<order::EndPractice>(order)) return end_practice();
    if (const auto* set = std::get_if<order::SetScheme>(&order)) {
        auto usual = session_.usual();
        usual.scheme = set->scheme;
        session_.usual(usual);
        return {};
    }
    return parts_.table->carry_out(order, now);
}

void Stage::carry_out(const Order& order, const Now& now) {
    if (const auto carried = done(order, now); !carried) session_.order_failed(in_words(carried.error()));
    look_due_ = now.monotonic;
}

Result<void> Stage::begin_practice() {
    if (parts_.practice == nullptr) return fail("start practice: this kiosk has no place for it");
    auto begun = parts_.practice->begin();
    if (!begun) return within("start practice", std::move(begun.error()));
    practice_ = *std::move(begun);
    session_.practising(true);
    count();
    return {};
}

// Whatever of it could not be erased: entries go to the real list again.
Result<void> Stage::end_practice() {
    practice_.reset();
    session_.practising(false);
    count();
    if (auto ended = parts_.practice->end(); !ended) return within("end practice", std::move(ended.error()));
    return {};
}

void Stage::wipe(const Now& now) {
    const auto wiped = wipe_all(now);
    if (!wiped) {
        log(in_words(wiped.error()));
        session_.order_failed(in_words(wiped.error()));
    }
    session_.happen(Wiped{wiped.has_value()}, now.monotonic);
    (void)session_.take_order();  // It was this one.
}

// What fails does not keep the rest from being wiped; the entries come first.
Result<void> Stage::wipe_all(const Now& now) {
    practice_.reset();
    session_.practising(false);
    auto wiped = store_.wipe ? store_.wipe() : fail("wipe: this kiosk keeps nothing");
    if (parts_.practice != nullptr) {
        if (auto ended = parts_.practice->end(); !ended && wiped) wiped = within("wipe", std::move(ended.error()));
    }
    if (auto forgotten = parts_.table->carry_out(order::Wipe{}, now); !forgotten && wiped) {
        wiped = within("wipe", std::move(forgotten.error()));
    }
    return wiped;
}

// ---- Looking

bool Stage::looks() const {
    if (parts_.table == nullptr) return false;
    if (const auto* organizing = organizing_in(session_)) return !organizing->wiped;
    return nobody_is_there() || (std::holds_alternative<OutOfOrder>(session_.state()) && !session_.next_wake());
}

void Stage::look(const Now& now) {
    const bool watched = organizing_in(session_) != nullptr;
    const auto& table = *parts_.table;
    session_.facts(watched || !table.glance ? table.look(now) : table.glance(now));
    look_due_ = now.monotonic + (watched ? look_pause : look_pause_at_rest);
}

bool Stage::ends_for_new_pack() const {
    const auto& current = session_.facts().shelf.current;
    return parts_.shelved && organizing_in(session_) == nullptr && looks() && current &&
           current->digest != *parts_.shelved;
}

}  // namespace hineni

// Waiting: who walked away, and when the kiosk needs waking for it.
#include <algorithm>
#include <chrono>

#include "kiosk/session/session.hpp"
#include "kiosk/session/steps.hpp"

namespace hineni {

namespace {

// Where an attendee may walk away, how long until they are asked; nothing on the other screens.
std::optional<Monotonic> patience(const State& state) {
    if (std::holds_alternative<Trouble>(state)) return 2 * idle_timeout;
    if (steps::at(state)) return idle_timeout;
    return std::nullopt;
}

// No card to be asked about: what somebody changed goes back to the usual without a word.
bool nobody_is_there(const State& state) {
    return std::holds_alternative<Welcome>(state) || std::holds_alternative<OutOfOrder>(state);
}

Monotonic countdown_in(const State& state) {
    return std::holds_alternative<Trouble>(state) ? 2 * countdown_length : countdown_length;
}

// When a thank-you goes by itself. To hear a code and write it down takes twice as long as to read it.
Monotonic thanks_end(const Thanks& thanks, Monotonic thanked, bool heard) {
    const auto end = thanked + (thanks.occasions.empty() ? thanks_timeout : thanks_with_dates_timeout);
    if (!thanks.code_opened) return end;
    return std::max(end, *thanks.code_opened + (heard ? 2 : 1) * thanks_with_code_timeout);
}

}  // namespace

void Session::tick(Monotonic now) {
    if (auto* organizing = std::get_if<Organizing>(&state_)) return pass_organizing_time(*organizing, now);
    if (const auto* thanks = std::get_if<Thanks>(&state_)) {
        if (now >= thanks_end(*thanks, thanked_, comfort_.voice.on)) welcome_again();
        return;
    }
    if (nobody_is_there(state_)) {
        if (now >= last_touch_ + idle_timeout) as_usual();
        return;
    }
    const auto patient_for = patience(state_);
    if (!patient_for) return;
    const auto asked = last_touch_ + *patient_for;
    const auto wiped = asked + countdown_in(state_);
    if (now >= wiped) {
        welcome_again();
    } else if (now >= asked) {
        aside_.reset();
        countdown_ = static_cast<int>(std::chrono::ceil<std::chrono::seconds>(wiped - now).count());
    }
}

std::optional<Monotonic> Session::next_wake() const {
    if (const auto* organizing = std::get_if<Organizing>(&state_)) return organizing_wake(*organizing);
    if (const auto* thanks = std::get_if<Thanks>(&state_)) return thanks_end(*thanks, thanked_, comfort_.voice.on);
    if (nobody_is_there(state_)) {
        if (language_ == pack_->languages.front() && comfort_ == usual_ && !aside_) return std::nullopt;
        return last_touch_ + idle_timeout;
    }
    const auto patient_for = patience(state_);
    if (!patient_for) return std::nullopt;
    const auto asked = last_touch_ + *patient_for;
    if (!countdown_) return asked;
    return asked + countdown_in(state_) - std::chrono::seconds(*countdown_ - 1);
}

}  // namespace hineni

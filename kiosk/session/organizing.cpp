// The organizer's turn: the PIN and its waits, the pages behind it, which orders pass, and the two holds of a wipe.
#include "kiosk/session/organizing.hpp"

#include <algorithm>

#include "hineni/pin.hpp"
#include "kiosk/session/session.hpp"
#include "kiosk/session/typing.hpp"

namespace hineni {

using OrganizerPage = Organizing::Page;
using PinTrouble = Organizing::PinTrouble;

namespace {

constexpr int takes_back = 10;  // As PinKey has it.
constexpr int both_holds = 2;

void press_digit(Organizing& organizing, int digit) {
    if (organizing.page != OrganizerPage::Pin || organizing.checking) return;
    auto& digits = organizing.digits;
    organizing.trouble = PinTrouble::None;
    if (digit == takes_back && !digits.empty()) digits.erase(digits.size() - 1, 1);
    if (digit < 0 || digit > 9 || digits.size() >= longest_pin) return;
    const char sign = static_cast<char>('0' + digit);
    [[maybe_unused]] const bool fits = digits.append({&sign, 1});
}

void forget_digits(Organizing& organizing) {
    organizing.digits.wipe();
    organizing.chosen.wipe();
    organizing.checking = false;
    organizing.trouble = PinTrouble::None;
}

void forget_password(Organizing& organizing) {
    organizing.wifi.clear();
    organizing.password.wipe();
    organizing.password_shown = false;
    organizing.caret = 0;
}

void let_go_of_wipe(Organizing& organizing) {
    organizing.lose_undelivered = false;
    organizing.holds = 0;
    organizing.holding_since.reset();
    organizing.held_tenths = 0;
    organizing.lift_first = false;
    organizing.wipe_failed = false;
}

// From the second hold until the stage has said what became of it.
bool is_wiping(const Organizing& organizing) {
    return organizing.holds == both_holds && !organizing.wiped;
}

}  // namespace

Monotonic wait_after_wrong_pins(int in_a_row) {
    if (in_a_row <= free_guesses) return Monotonic{0};
    Monotonic wait = std::chrono::seconds(5);
    for (int guess = free_guesses + 1; guess < in_a_row && wait < longest_pin_wait; ++guess) wait *= 2;
    return std::min(wait, longest_pin_wait);
}

std::optional<OrganizerPage> page_before(OrganizerPage page) {
    switch (page) {
        case OrganizerPage::Pin:
        case OrganizerPage::Standing: return std::nullopt;
        case OrganizerPage::Password: return OrganizerPage::Wifi;
        default: return OrganizerPage::Standing;
    }
}

// ---- From the stage

bool Session::happened_to_organizer(const Happening& happening, Monotonic now) {
    const auto* looked = std::get_if<PinLooked>(&happening);
    const auto* wiped = std::get_if<Wiped>(&happening);
    if (looked == nullptr && wiped == nullptr) return false;
    auto* organizing = std::get_if<Organizing>(&state_);
    if (organizing == nullptr) return true;
    if (looked != nullptr) pin_looked(*organizing, looked->right, now);
    if (wiped != nullptr && is_wiping(*organizing)) {
        let_go_of_wipe(*organizing);
        organizing->wiped = wiped->done;
        organizing->wipe_failed = !wiped->done;
        if (!wiped->done) organizing->out_of_order = "a wipe was begun and is not finished";
        last_touch_ = now;
    }
    return true;
}

void Session::hold_corner(bool has_pin) {
    const auto* out = std::get_if<OutOfOrder>(&state_);
    if (out == nullptr && !std::holds_alternative<Welcome>(state_)) return;
    Organizing organizing;
    if (out != nullptr) organizing.out_of_order = out->reason;
    if (!has_pin) organizing.choosing = Organizing::Choosing::First;
    state_ = std::move(organizing);
    pass_pin_wait(last_touch_);
}

void Session::pin_looked(Organizing& organizing, bool right, Monotonic now) {
    if (organizing.page != OrganizerPage::Pin || !organizing.checking) return;
    const bool chose = organizing.choosing != Organizing::Choosing::No;
    forget_digits(organizing);
    if (right) {
        wrong_pins_ = 0;
        pin_waits_until_.reset();
        organizing.choosing = Organizing::Choosing::No;
        organizing.page = OrganizerPage::Standing;
    } else if (chose) {
        organizing.choosing = Organizing::Choosing::First;
        organizing.trouble = PinTrouble::NotSaved;
    } else {
        organizing.trouble = PinTrouble::Wrong;
        const auto wait = wait_after_wrong_pins(++wrong_pins_);
        if (wait > Monotonic{0}) pin_waits_until_ = now + wait;
    }
    pass_pin_wait(now);
}

// ---- From the organizer

void Session::pin_goes_on(Organizing& organizing) {
    if (organizing.checking || pin_waits_until_) return;
    if (organizing.digits.size() < shortest_pin) {
        organizing.trouble = PinTrouble::TooShort;
    } else if (organizing.choosing == Organizing::Choosing::First) {
        organizing.chosen = organizing.digits;
        organizing.digits.wipe();
        organizing.choosing = Organizing::Choosing::Again;
    } else if (organizing.choosing == Organizing::Choosing::Again && organizing.chosen != organizing.digits) {
        forget_digits(organizing);
        organizing.choosing = Organizing::Choosing::First;
        organizing.trouble = PinTrouble::NotTheSame;
    } else {
        organizing.checking = true;
    }
}

void Session::organizer_goes_on() {
    auto& organizing = std::get<Organizing>(state_);
    if (organizing.page == OrganizerPage::Pin) return pin_goes_on(organizing);
    if (organizing.page == OrganizerPage::Password && !organizing.password.empty()) {
        give(organizing, order::JoinWifi{organizing.wifi, organizing.password});
    }
}

void Session::organizer_goes_back() {
    auto& organizing = std::get<Organizing>(state_);
    if (is_wiping(organizing)) return;
    if (organizing.wiped) return open_page(organizing, OrganizerPage::Wipe, {});
    const bool chose_once = organizing.choosing == Organizing::Choosing::Again && !organizing.checking;
    if (organizing.page == OrganizerPage::Pin && chose_once) {
        forget_digits(organizing);
        organizing.choosing = Organizing::Choosing::First;
        return;
    }
    const auto before = page_before(organizing.page);
    if (!before) return organizer_leaves();
    open_page(organizing, *before, {});
}

void Session::organizer_leaves() {
    const auto& organizing = std::get<Organizing>(state_);
    if (organizing.wiped || is_wiping(organizing)) return;
    auto reason = organizing.out_of_order;
    order_failed({});
    welcome_again();
    if (reason) state_ = OutOfOrder{*std::move(reason)};
}

// Whatever was typed or half held on the page that is left is gone.
void Session::open_page(Organizing& organizing, OrganizerPage page, const std::string& wifi) {
    const bool behind = organizing.page != OrganizerPage::Pin && page != OrganizerPage::Pin;
    if (!behind || is_wiping(organizing)) return;
    const bool after_the_end = page == OrganizerPage::Wipe || page == OrganizerPage::SwitchOff;
    if (organizing.wiped && !after_the_end) return;
    if (page == OrganizerPage::Password && wifi.empty()) return;
    if (page != organizing.page) organizing.shown_from = 0;
    forget_password(organizing);
    if (!organizing.wiped) let_go_of_wipe(organizing);
    organizing.page = page;
    organizing.wifi = wifi;
    organizing.keyboard = keyboard::for_field(FieldKind::Text, "en");
}

// A wipe has no order that could be given by a tap: only both holds make one.
void Session::give(Organizing& organizing, const Order& order) {
    if (organizing.page == OrganizerPage::Pin || is_wiping(organizing)) return;
    if (organizing.wiped && !std::holds_alternative<order::SwitchOff>(order)) return;
    const bool starts = std::holds_alternative<order::StartPractice>(order);
    if (std::holds_alternative<order::Wipe>(order)) return;
    if (starts && (practising_ || organizing.out_of_order)) return;
    if (std::holds_alternative<order::EndPractice>(order) && !practising_) return;
    order_failed({});
    order_ = order;
    if (organizing.page == OrganizerPage::Password) open_page(organizing, OrganizerPage::Wifi, {});
}

void Session::organizer_did(const Happening& happening, Monotonic now) {
    auto& organizing = std::get<Organizing>(state_);
    if (const auto* key = std::get_if<PinKey>(&happening)) return press_digit(organizing, key->digit);
    if (organizing.page == OrganizerPage::Pin) return;
    if (const auto* opened = std::get_if<PageOpened>(&happening)) {
        return open_page(organizing, opened->page, opened->wifi);
    }
    if (const auto* ordered = std::get_if<Ordered>(&happening)) return give(organizing, ordered->order);
    if (const auto* turned = std::get_if<ListTurned>(&happening)) organizing.shown_from = turned->from;
    if (organizing.page == OrganizerPage::Password) {
        if (const auto* tapped = std::get_if<KeyTapped>(&happening)) typing::tap(organizing, tapped->key);
        if (const auto* focused = std::get_if<Focused>(&happening)) typing::focus(organizing, focused->caret);
        if (const auto* show = std::get_if<ShowPassword>(&happening)) organizing.password_shown = show->shown;
    }
    if (organizing.page != OrganizerPage::Wipe || is_wiping(organizing) || organizing.wiped) return;
    if (const auto* lose = std::get_if<LoseUndelivered>(&happening)) {
        let_go_of_wipe(organizing);
        organizing.lose_undelivered = lose->yes;
    }
    const bool pressed = std::holds_alternative<WipePressed>(happening);
    const bool may_hold = !organizing.holding_since && !organizing.lift_first;
    if (pressed && may_hold && (organizing.lose_undelivered || !wipe_would_lose())) organizing.holding_since = now;
    if (std::holds_alternative<WipeLifted>(happening)) {
        organizing.holding_since.reset();
        organizing.held_tenths = 0;
        organizing.lift_first = false;
    }
}

std::optional<Order> Session::take_order() {
    return std::exchange(order_, std::nullopt);
}

// ---- Time

void Session::pass_pin_wait(Monotonic now) {
    pin_waits_for_.reset();
    if (pin_waits_until_ && now >= *pin_waits_until_) pin_waits_until_.reset();
    if (!pin_waits_until_) return;
    pin_waits_for_ = static_cast<int>(std::chrono::ceil<std::chrono::seconds>(*pin_waits_until_ - now).count());
}

void Session::pass_hold(Organizing& organizing, Monotonic now) {
    if (!organizing.holding_since) return;
    organizing.held_tenths = static_cast<int>((now - *organizing.holding_since) * 10 / wipe_hold);
    if (now < *organizing.holding_since + wipe_hold) return;
    organizing.holding_since.reset();
    organizing.held_tenths = 0;
    if (wipe_would_lose() && !organizing.lose_undelivered) return let_go_of_wipe(organizing);  // It came meanwhile.
    organizing.lift_first = true;
    last_touch_ = now;
    if (++organizing.holds < both_holds) return;
    order_failed({});
    order_ = order::Wipe{};
}

void Session::pass_organizing_time(Organizing& organizing, Monotonic now) {
    pass_pin_wait(now);
    if (organizing.wiped || is_wiping(organizing)) return;
    pass_hold(organizing, now);
    if (!is_wiping(organizing) && now >= last_touch_ + organizing_timeout) organizer_leaves();
}

std::optional<Monotonic> Session::organizing_wake(const Organizing& organizing) const {
    if (organizing.wiped || is_wiping(organizing)) return std::nullopt;
    auto wake = last_touch_ + organizing_timeout;
    if (organizing.holding_since) {
        wake = std::min(wake, *organizing.holding_since + wipe_hold * (organizing.held_tenths + 1) / 10);
    }
    if (organizing.page == OrganizerPage::Pin && pin_waits_until_ && pin_waits_for_) {
        wake = std::min(wake, *pin_waits_until_ - std::chrono::seconds(*pin_waits_for_ - 1));
    }
    return wake;
}

}  // namespace hineni

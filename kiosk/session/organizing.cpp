#include "kiosk/session/organizing.hpp"

#include <algorithm>

#include "kiosk/session/facts.hpp"
#include "kiosk/session/session.hpp"

namespace hineni {

Monotonic wait_after_wrong_pins(int in_a_row) {
    if (in_a_row <= free_guesses) return Monotonic{0};
    Monotonic wait = std::chrono::seconds(5);
    for (int guess = free_guesses + 1; guess < in_a_row && wait < longest_pin_wait; ++guess) wait *= 2;
    return std::min(wait, longest_pin_wait);
}

Lamp lamp_of(const Facts& facts) {
    const bool disk_nearly_full = facts.disk_size > 0 && facts.disk_free < std::uint64_t{50} * 1024 * 1024;
    if (facts.mirror == Facts::Mirror::Missing || disk_nearly_full || facts.set_aside > 0 || !facts.trouble.empty() ||
        !facts.shelf.complaint.empty()) {
        return Lamp::Look;
    }
    return facts.has_drop && facts.waiting > 0 ? Lamp::Waiting : Lamp::Well;
}

std::optional<Order> Session::take_order() {
    return std::exchange(order_, std::nullopt);
}

void Session::usual(const Comfort& comfort) {
    usual_ = comfort;
}

}  // namespace hineni

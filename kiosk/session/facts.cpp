// What is known of the device, and what follows from it.
#include "kiosk/session/facts.hpp"

#include "kiosk/session/session.hpp"

namespace hineni {

bool disk_nearly_full(const Facts& facts) {
    return facts.disk_size > 0 && facts.disk_free < std::uint64_t{50} * 1024 * 1024;
}

Lamp lamp_of(const Facts& facts) {
    if (facts.mirror == Facts::Mirror::Missing || disk_nearly_full(facts) || facts.set_aside > 0 ||
        !facts.trouble.empty() || !facts.shelf.complaint.empty()) {
        return Lamp::Look;
    }
    return facts.has_drop && facts.waiting > 0 ? Lamp::Waiting : Lamp::Well;
}

void Session::facts(Facts facts) {
    facts_are_whole_ = facts.trouble.empty();
    found_trouble_ = facts.trouble;
    facts_ = std::move(facts);
    order_failed(std::move(order_trouble_));
}

void Session::order_failed(std::string why) {
    order_trouble_ = std::move(why);
    const bool both = !order_trouble_.empty() && !found_trouble_.empty();
    facts_.trouble = order_trouble_ + (both ? "; " : "") + found_trouble_;
}

bool Session::wipe_would_lose() const {
    return !facts_are_whole_ || facts_.waiting > 0 || facts_.set_aside > 0;
}

// The glass follows at once, so that whoever chose it sees it.
void Session::usual(const Comfort& comfort) {
    usual_ = comfort;
    comfort_.scheme = comfort.scheme;
}

}  // namespace hineni

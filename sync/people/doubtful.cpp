#include "sync/people/doubtful.hpp"

#include <optional>
#include <tuple>

#include "sync/people/bursts.hpp"

namespace hineni {

bool Doubtful::ByTime::operator()(const Card& a, const Card& b) const {
    return std::tie(a.boot, a.since_boot_ms, a.id) < std::tie(b.boot, b.since_boot_ms, b.id);
}

Doubtful::Doubtful(const std::vector<Decision>& decisions) {
    for (const auto& decision : decisions) {
        for (const auto& beginning : decision.entries) {
            named_.insert(beginning);
            lengths_.insert(beginning.size());
        }
    }
}

bool Doubtful::is_named(const EntryId& id) const {
    if (named_.empty()) return false;
    const auto whole = hex(id.bytes);
    for (const auto length : lengths_) {
        if (named_.contains(whole.substr(0, length))) return true;
    }
    return false;
}

void Doubtful::add(std::size_t place, const Traits& traits) {
    const bool surely = is_named(traits.id) || traits.junk != Junk::None;
    const std::lock_guard lock(mutex_);
    if (surely) found_.insert(place);
    const auto note = [&](Result<void> added) {
        if (!added) added_ = std::move(added);
    };
    // Each trait has in it what it is of: an e-mail is never taken for a number.
    for (const auto trait : {traits.email, traits.phone, traits.name_and_home, traits.answers}) {
        if (trait != 0) note(marks_.add({trait, place}));
    }
    note(cards_.add({traits.boot, traits.since_boot_ms, traits.id, place, traits.took_s < quickest_card_s ? 1U : 0U}));
}

Result<void> Doubtful::find_alike() {
    Mark last;
    return marks_.see([&](const Mark& mark) -> Result<void> {
        if (mark.trait == last.trait) {
            found_.insert(static_cast<std::size_t>(last.place));
            found_.insert(static_cast<std::size_t>(mark.place));
        }
        last = mark;
        return {};
    });
}

// What came after a quick card tells whether the run goes on.
Result<void> Doubtful::find_quick() {
    std::optional<Card> last;
    return cards_.see([&](const Card& card) -> Result<void> {
        const bool follows = last && last->quick != 0 && last->boot == card.boot;
        if (card.quick != 0 || follows) found_.insert(static_cast<std::size_t>(card.place));
        last = card;
        return {};
    });
}

Result<std::vector<std::size_t>> Doubtful::places() {
    if (!added_) return tl::unexpected(added_.error());
    if (auto alike = find_alike(); !alike) return tl::unexpected(alike.error());
    if (auto quick = find_quick(); !quick) return tl::unexpected(quick.error());
    return std::vector<std::size_t>(found_.begin(), found_.end());
}

}  // namespace hineni

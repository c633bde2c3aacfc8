#include "sync/publish/grouping.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "sync/people/contact.hpp"
#include "sync/people/folding.hpp"
#include "sync/publish/names.hpp"

namespace hineni {

namespace {

std::string trimmed_answer(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

// Enough to be asked for; whether it is anybody's, the server says.
std::string address_in(const std::string& typed) {
    const auto email = email_form(Folding::small(typed));
    const bool blank = std::ranges::any_of(email, [](char c) { return (c >= 0 && c <= ' ') || c == 0x7F; });
    return blank ? std::string() : email;
}

// With the country's code; a number that could not be made whole has none.
std::string whole_number_in(const std::string& typed, std::string_view region) {
    const auto phone = phone_form(Folding::narrow(typed), region);
    const bool whole = phone.starts_with('+') && phone.size() >= 9 && phone.size() <= 16;
    return whole ? phone.substr(1) : std::string();
}

bool all_agree(const std::vector<KnownBy>& told, const std::vector<std::size_t>& cards) {
    for (const auto a : cards) {
        for (const auto b : cards) {
            if (a < b && !names_agree(told[a].name, told[b].name)) return false;
        }
    }
    return true;
}

// One form gives a person once: whoever stands there twice are two.
bool each_form_once(const std::vector<KnownBy>& told, const std::vector<std::size_t>& cards) {
    std::set<std::pair<std::string, std::string>> seen;
    return std::ranges::all_of(cards, [&](std::size_t place) {
        const auto& entry = told[place].card->entry;
        return seen.emplace(entry.event, entry.form).second;
    });
}

class Grouping {
  public:
    Grouping(const std::vector<KnownBy>& told, const std::vector<bool>& usable) : told_(told) {
        for (std::size_t place = 0; place < told.size(); ++place) {
            if (!usable[place]) continue;
            if (told[place].email.empty()) {
                by_phone_[told[place].phone].push_back(place);
            } else {
                by_email_[told[place].email].push_back(place);
            }
        }
        for (const auto& [email, cards] : by_email_) {
            for (const auto place : cards) {
                if (!told[place].phone.empty()) addresses_of_[told[place].phone].insert(email);
            }
        }
    }

    std::vector<Group> groups(const std::set<std::size_t>& not_one) {
        join_phones();
        std::vector<Group> out;
        for (auto& [email, cards] : by_email_) {
            Group group = group_of(cards, HeldBack::Why::SharedEmail);
            const bool listed = std::ranges::any_of(cards, [&](std::size_t place) { return not_one.contains(place); });
            if (listed) group.held = HeldBack::Why::SharedEmail;
            group.without_phone = std::ranges::any_of(cards, [&](std::size_t place) {
                const auto& phone = told_[place].phone;
                return !phone.empty() && (addresses_of_[phone].size() > 1 || by_phone_.contains(phone));
            });
            out.push_back(std::move(group));
        }
        for (auto& [phone, cards] : by_phone_) out.push_back(group_of(cards, HeldBack::Why::SharedPhone));
        std::ranges::sort(out, {}, [](const Group& group) { return std::ranges::min(group.cards); });
        return out;
    }

  private:
    void join_phones() {
        for (auto at = by_phone_.begin(); at != by_phone_.end();) {
            const auto addresses = addresses_of_.find(at->first);
            if (addresses == addresses_of_.end() || addresses->second.size() != 1) {
                ++at;
                continue;
            }
            auto& with_address = by_email_[*addresses->second.begin()];
            auto together = with_address;
            together.insert(together.end(), at->second.begin(), at->second.end());
            if (all_agree(told_, together) && each_form_once(told_, together)) {
                with_address = std::move(together);
                at = by_phone_.erase(at);
            } else {
                ++at;
            }
        }
    }

    [[nodiscard]] Group group_of(std::vector<std::size_t> cards, HeldBack::Why why) const {
        Group group;
        if (!all_agree(told_, cards) || !each_form_once(told_, cards)) group.held = why;
        std::ranges::sort(cards, [&](std::size_t a, std::size_t b) {
            const auto when = [&](std::size_t place) { return told_[place].card->entry.unix_s.value_or(0); };
            return std::tuple(when(a), a) < std::tuple(when(b), b);
        });
        group.cards = std::move(cards);
        return group;
    }

    const std::vector<KnownBy>& told_;
    std::map<std::string, std::vector<std::size_t>> by_email_;
    std::map<std::string, std::vector<std::size_t>> by_phone_;  // Those without an address.
    std::map<std::string, std::set<std::string>> addresses_of_;
};

}  // namespace

KnownBy what_is_told(const FilledForm& card, const Kinds& kinds) {
    KnownBy told;
    told.card = &card;
    told.name = trimmed_answer(kinds.answer(card.entry, FieldKind::Name));
    told.email_as_typed = trimmed_answer(kinds.answer(card.entry, FieldKind::Email));
    told.email = address_in(told.email_as_typed);
    told.phone_as_typed = trimmed_answer(kinds.answer(card.entry, FieldKind::Phone));
    told.phone = whole_number_in(told.phone_as_typed, kinds.region(card.entry));
    return told;
}

std::vector<Group> groups_of(const std::vector<KnownBy>& told, const std::vector<bool>& usable,
                             const std::vector<std::vector<std::size_t>>& shared) {
    std::set<std::size_t> not_one;
    for (const auto& places : shared) not_one.insert(places.begin(), places.end());
    return Grouping(told, usable).groups(not_one);
}

}  // namespace hineni

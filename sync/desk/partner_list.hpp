// PartnerList: what one partner gets: those who said yes to that partner, with the exact words they said yes to and the
// contact that their yes allows. Nothing else of them leaves with it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "hineni/result.hpp"
#include "sync/desk/contact_card.hpp"
#include "sync/desk/texts.hpp"

namespace hineni {

struct PartnerRow {
    std::string name;
    std::string email;        // Where email or share was agreed to.
    std::string phone;        // Where sms, call or share was.
    std::string postal_code;  // Where share was.
    std::string language;
    std::string agreed_at;              // When the last yes was given; empty: not known.
    std::vector<std::string> channels;  // In the form's order.
    std::vector<std::string> words;     // Of each yes, in the same order.

    [[nodiscard]] bool empty() const { return channels.empty(); }
};

// `one` is the person, `entries` are what it was made of, oldest first. Empty where the person said no or was not
// asked. Fails where the words of a yes are in none of the packs, and names the entry.
[[nodiscard]] Result<PartnerRow> partner_row(const std::string& partner, const DeskEntry& one,
                                             std::span<const DeskEntry> entries, const Contact& contact,
                                             const Texts& texts);

[[nodiscard]] std::string partner_header();
[[nodiscard]] std::string partner_line(const PartnerRow& row);

}  // namespace hineni

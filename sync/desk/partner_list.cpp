#include "sync/desk/partner_list.hpp"

#include <algorithm>
#include <optional>

#include "sync/desk/cells.hpp"
#include "sync/desk/table.hpp"

namespace hineni {

namespace {

// The last of the entries that says this very yes: its time and its id are those of the yes.
const DeskEntry& that_said(const DeskConsent& yes, const DeskEntry& one, std::span<const DeskEntry> entries) {
    const DeskEntry* found = &one;
    for (const auto& entry : entries) {
        const bool said = std::ranges::any_of(entry.consents, [&](const DeskConsent& each) {
            return each.yes && each.id == yes.id && each.to == yes.to && each.words == yes.words;
        });
        if (said) found = &entry;
    }
    return *found;
}

void allow(PartnerRow& row, const std::string& channel, const Contact& contact) {
    const bool share = channel == "share";
    if (share || channel == "email") row.email = contact.email;
    if (share || channel == "sms" || channel == "call") row.phone = contact.phone;
    if (share) row.postal_code = contact.postal_code;
}

}  // namespace

Result<PartnerRow> partner_row(const std::string& partner, const DeskEntry& one, std::span<const DeskEntry> entries,
                               const Contact& contact, const Texts& texts) {
    PartnerRow row;
    std::optional<std::int64_t> last;
    for (const auto& consent : one.consents) {
        if (consent.to != partner || !consent.yes) continue;
        const auto& said = that_said(consent, one, entries);
        const auto* words = texts.find(consent.words);
        if (words == nullptr) {
            return fail("entry " + hex(said.id.bytes) + ": the words of its yes to " + partner +
                            " are in none of these packs, so it is left out",
                        "give --event the pack as it was on that day");
        }
        row.channels.push_back(consent.channel);
        row.words.push_back(words->words);
        allow(row, consent.channel, contact);
        last = std::max(last, said.unix_s);
    }
    if (row.empty()) return row;
    row.name = contact.name;
    row.language = one.language;
    if (last) row.agreed_at = iso_8601(*last);
    return row;
}

std::string partner_header() {
    return std::string(utf8_mark) +
           csv_line({"name", "email", "phone", "postal_code", "language", "agreed_at", "channels", "words"});
}

std::string partner_line(const PartnerRow& row) {
    std::string words;
    for (const auto& each : row.words) words += (words.empty() ? "" : "\n") + each;
    return csv_line(
        {row.name, row.email, row.phone, row.postal_code, row.language, row.agreed_at, joined(row.channels), words});
}

}  // namespace hineni

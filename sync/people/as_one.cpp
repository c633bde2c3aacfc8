#include <algorithm>
#include <functional>

#include "sync/people/people.hpp"

namespace hineni {

namespace {

using Entries = std::span<const DeskEntry>;

bool is_surely_before(const DeskEntry& a, const DeskEntry& b) {
    if (a.device == b.device && a.boot == b.boot) return a.since_boot_ms < b.since_boot_ms;
    // A foreign device may have written anything.
    static constexpr auto farthest = std::int64_t{1} << 50U;
    const auto at = [](const DeskEntry& entry) { return std::clamp(*entry.unix_s, -farthest, farthest); };
    return a.unix_s && b.unix_s && at(a) + std::max(a.within_s, 0) < at(b) - std::max(b.within_s, 0);
}

// Of those who said anything: the entry whose word counts. A word that is surely older than another does not; of the
// rest a no is stronger than a yes. Null where nobody said anything.
using Said = std::function<std::optional<bool>(const DeskEntry&)>;
const DeskEntry* last_word(Entries entries, const Said& said) {
    const DeskEntry* counts = nullptr;
    for (const auto& entry : entries) {
        const auto word = said(entry);
        if (!word) continue;
        const bool is_old = std::ranges::any_of(
            entries, [&](const DeskEntry& other) { return said(other) && is_surely_before(entry, other); });
        if (is_old) continue;
        if (counts == nullptr || !*word || *said(*counts)) counts = &entry;
    }
    return counts;
}

const DeskConsent* consent_of(const DeskEntry& entry, const std::string& id) {
    const auto at = std::ranges::find(entry.consents, id, &DeskConsent::id);
    return at == entry.consents.end() ? nullptr : &*at;
}

// Those of the last entry in its order, then what only earlier ones have.
void fill_answers(DeskEntry& one, Entries entries) {
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        for (const auto& [field, answer] : entry->answers) {
            const auto at = std::ranges::find(one.answers, field, &std::pair<std::string, std::string>::first);
            if (at == one.answers.end()) {
                one.answers.emplace_back(field, answer);
            } else if (at->second.empty()) {
                at->second = answer;
            }
        }
    }
}

void settle_consents(DeskEntry& one, Entries entries) {
    std::vector<std::string> ids;
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        for (const auto& consent : entry->consents) {
            if (std::ranges::find(ids, consent.id) == ids.end()) ids.push_back(consent.id);
        }
    }
    std::vector<DeskConsent> consents;
    for (const auto& id : ids) {
        const auto* by = last_word(entries, [&](const DeskEntry& entry) -> std::optional<bool> {
            const auto* consent = consent_of(entry, id);
            if (consent == nullptr) return std::nullopt;
            return consent->yes;
        });
        consents.push_back(*consent_of(*by, id));
    }
    one.consents = std::move(consents);
}

bool is_signed(const DeskEntry& entry) {
    return !entry.signature.empty() || !entry.signature_typed.empty();
}

// A signature goes with the words above it, so they come from one entry.
void take_signature(DeskEntry& one, Entries entries) {
    for (const auto& entry : entries) {
        const bool better = is_signed(entry) || (!entry.text.empty() && !is_signed(one));
        if (!better) continue;
        one.text = entry.text;
        one.text_language = entry.text_language;
        one.text_file = entry.text_file;
        one.signature = entry.signature;
        one.signature_typed = entry.signature_typed;
    }
    const auto* by = last_word(entries, [](const DeskEntry& entry) { return entry.public_name; });
    if (by != nullptr) one.public_name = by->public_name;
}

}  // namespace

DeskEntry as_one(Entries entries) {
    auto one = entries.back();
    if (entries.size() == 1) return one;
    fill_answers(one, entries);
    settle_consents(one, entries);
    take_signature(one, entries);
    one.occasions.clear();
    for (const auto& entry : entries) {
        for (const auto& occasion : entry.occasions) {
            if (std::ranges::find(one.occasions, occasion) == one.occasions.end()) one.occasions.push_back(occasion);
        }
        if (!entry.receipt_code.empty()) one.receipt_code = entry.receipt_code;
    }
    return one;
}

Result<std::vector<DeskEntry>> entries_of(const Person& person, const Collection& collection) {
    std::vector<DeskEntry> entries;
    for (const auto place : person.entries) {
        auto entry = collection.entry(place);
        if (!entry) return tl::unexpected(entry.error());
        entries.push_back(std::move(*entry));
    }
    return entries;
}

Result<DeskEntry> as_one(const Person& person, const Collection& collection) {
    const auto entries = entries_of(person, collection);
    if (!entries) return tl::unexpected(entries.error());
    return as_one(*entries);
}

}  // namespace hineni

// Cards as attendees fill them in: what an entry needs to tell who is behind it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "hineni/seal.hpp"
#include "sync/desk/desk_entry.hpp"
#include "sync/people/among.hpp"
#include "sync/people/kinds.hpp"
#include "sync/people/traits.hpp"

namespace hineni {

// Half an hour apart on one tablet, unless a test says otherwise.
inline DeskEntry card(std::string name, std::string email = {}, std::string phone = {}, std::string postal_code = {}) {
    static int made = 0;
    ++made;
    DeskEntry entry;
    for (std::size_t i = 0; i < 4; ++i) entry.id.bytes[i] = static_cast<std::uint8_t>(made >> (24 - 8 * i));
    entry.event = "vigil-2026-12-10";
    entry.form = "join";
    entry.device.fill(1);
    entry.boot = "07";
    entry.since_boot_ms = 1'800'000 * std::int64_t{made};
    entry.took_s = 40;
    entry.answers = {{"name", std::move(name)},
                     {"email", std::move(email)},
                     {"phone", std::move(phone)},
                     {"postal_code", std::move(postal_code)}};
    return entry;
}

inline std::vector<Traits> traits_of_all(const std::vector<DeskEntry>& entries, const Kinds& kinds = {}) {
    REQUIRE(start_sealing());
    const Marker marker;
    static Folding folding;
    std::vector<Traits> all;
    for (const auto& entry : entries) all.push_back(traits_of(entry, kinds, marker, folding));
    return all;
}

inline People people_of(const std::vector<DeskEntry>& entries, const std::string& decisions = {},
                        Bursts bursts = Bursts::Keep) {
    const auto people = people_among(traits_of_all(entries), *read_decisions(decisions), bursts);
    if (!people) FAIL(people.error().what);
    return *people;
}

inline std::string id_of(const DeskEntry& entry) {
    return hex(entry.id.bytes);
}

// "0 1 | 2": the entries of each person by their place, in the order of the persons.
inline std::string grouped(const People& people) {
    std::string text;
    for (const auto& person : people.all) {
        if (!text.empty()) text += " | ";
        std::string entries;
        for (const auto entry : person.entries) entries += (entries.empty() ? "" : " ") + std::to_string(entry);
        text += entries;
    }
    return text;
}

}  // namespace hineni

// Truth: what really happened in a world, which no program in it knows: the time, who signed up, and what happened in
// which order. The promises are checked against it.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "hineni/entry.hpp"

namespace hineni::worlds {

using TrueTime = std::int64_t;  // Milliseconds since 1970.
inline constexpr TrueTime second = 1000;
inline constexpr TrueTime minute = 60 * second;
inline constexpr TrueTime hour = 60 * minute;
inline constexpr TrueTime day = 24 * hour;

// Somebody at the glass, who ought to be counted once, or, where nobody thanked them, at most once.
struct SignUp {
    EntryId entry;
    TrueTime at = 0;
    bool thanked = false;
};

struct Truth {
    TrueTime now = 0;
    std::vector<SignUp> people;                 // A person's number is the name on the card.
    std::map<EntryId, TrueTime> taken_by_drop;  // When a drop first said that it holds it.
    std::map<EntryId, TrueTime> at_a_desk;      // When a desk first had it.
    std::set<EntryId> withdrawn;
    std::set<EntryId> erased;
    std::set<EntryId> lost_by_drop;   // Taken by it, said so, and gone.
    std::vector<std::string> steps;   // In English, for whoever looks for a fault.
    std::vector<std::string> broken;  // Promises.

    void tell(std::string what) { steps.push_back(std::move(what)); }
    void accuse(std::string what) { broken.push_back(std::move(what)); }
};

}  // namespace hineni::worlds

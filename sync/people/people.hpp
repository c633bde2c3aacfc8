// People: who is behind the entries. Within one form of one event, entries of the same person are one person, whichever
// tablets they come from; README.md has the rules. What rules cannot settle is listed for a human and never merged: a
// duplicate costs a minute, a person lost is lost. What was merged can be taken apart again (decisions.hpp).
//
// Pure: it depends on the entries and the decisions, and not on their order. Memory holds digests of those entries
// alone that a rule could say anything about (doubtful.hpp); a key of this process is in them, so that they are worth
// nothing to anybody else.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "hineni/result.hpp"
#include "sync/desk/collect.hpp"
#include "sync/people/decisions.hpp"
#include "sync/people/kinds.hpp"
#include "sync/people/persons.hpp"

namespace hineni {

// Several persons of one form with the same contact, or with names and postal codes that agree while contacts do not.
struct Shared {
    enum class What { Email, Phone, NameAndPostalCode };
    What what = What::Email;
    std::vector<std::size_t> persons;  // Places in People::all, at least two.
};

// Entries that came faster on one tablet than anybody fills a card in, or that look like junk together. Nobody is left
// out for it unless a decision or the organizer says so.
struct Burst {
    std::vector<std::size_t> entries;  // In the order in which they were made.
    std::vector<std::string> reasons;  // "4 entries within 21 seconds", "3 names are one key held down"
    bool aside = false;
};

enum class Bursts { Keep, SetAside };

struct People {
    Persons all;                         // Without those set aside, in the order of their first entries.
    std::vector<Shared> shared;          // For a human.
    std::vector<Burst> bursts;           // For a human.
    std::vector<std::size_t> set_aside;  // Entries, by decision or with their burst.
};

// `collection` is settled. Fails where its spool cannot be read, or where a decision names no entry or several.
[[nodiscard]] Result<People> people_in(const Collection& collection, const Kinds& kinds,
                                       const std::vector<Decision>& decisions = {}, Bursts bursts = Bursts::Keep);

// One entry out of those of a person, oldest first: the last one, what it leaves empty filled from those before it. Of
// a consent the last word counts where it is known which is the last; where it is not, a no is stronger than a yes.
[[nodiscard]] DeskEntry as_one(std::span<const DeskEntry> entries);

// All entries of the person, oldest first, read from the collection.
[[nodiscard]] Result<std::vector<DeskEntry>> entries_of(const Person& person, const Collection& collection);

// The person as one entry, read from the collection.
[[nodiscard]] Result<DeskEntry> as_one(const Person& person, const Collection& collection);

}  // namespace hineni

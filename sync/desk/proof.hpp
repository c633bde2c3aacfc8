// Proof: is everything here, unchanged, and counted once? A pure function of what was read; in which order and how
// often never matters. Whether an entry is here is said by the statements of the device that made it
// (sync/bundle/statement.hpp): one that it lists and that is not here is missing by its id, and what a missing
// statement listed is missing as a number.
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "sync/desk/evidence.hpp"

namespace hineni {

struct Verdict {
    // What a device says and what is not so.
    struct MissingEntry {
        DeviceName device{};
        EventTag event{};
        EntryId id;
        friend auto operator<=>(const MissingEntry&, const MissingEntry&) = default;  // NOLINT(modernize-use-nullptr)
    };
    // Statements that are not here, and how many entries they were the only ones to list.
    struct MissingStatements {
        ChainName chain;
        std::uint64_t from = 0;
        std::uint64_t to = 0;
        std::uint64_t entries = 0;
        friend auto operator<=>(const MissingStatements&,
                                const MissingStatements&) = default;  // NOLINT(modernize-use-nullptr): its hidden 0
    };
    enum class Change {
        OtherContent,  // Not what the device stated.
        TwoContents,   // Two under one id, and no statement says which is right.
        OtherMaker,    // Made by another device than the one that states it.
        DoesNotOpen,   // Not with this key.
    };
    struct Altered {
        EventTag event{};
        EntryId id;
        Change change = Change::OtherContent;
        bool whole_copy = false;  // The right one is here too.
        friend auto operator<=>(const Altered&,
                                const Altered&) = default;  // NOLINT(modernize-use-nullptr): its hidden 0
    };
    // A chain that says two different things as its statement of this number.
    struct Contradiction {
        ChainName chain;
        std::uint64_t number = 0;
        friend auto operator<=>(const Contradiction&,
                                const Contradiction&) = default;  // NOLINT(modernize-use-nullptr): its hidden 0
    };
    struct OfDevice {
        DeviceName device{};
        std::uint64_t count = 0;
        friend auto operator<=>(const OfDevice&,
                                const OfDevice&) = default;  // NOLINT(modernize-use-nullptr): its hidden 0
    };

    std::uint64_t tablets = 0;
    std::uint64_t entries = 0;    // Here, whole, each once.
    std::uint64_t missing = 0;    // Entries.
    std::uint64_t twice = 0;      // Came in several bundles; the same bundle from two places is one.
    std::uint64_t unspoken = 0;   // Here, and no statement here lists them: a mirror's, or stated by a bundle not here.
    std::uint64_t practised = 0;  // Entries of a practice, left out of all of this.
    bool opened = false;          // With a key.
    std::vector<MissingEntry> missing_entries;
    std::vector<MissingStatements> missing_statements;
    std::vector<Altered> altered;
    std::vector<std::string> damaged;
    std::vector<Contradiction> contradictions;
    std::vector<OfDevice> began_anew;  // How many chains a device has for one event, where it is more than one.
    std::vector<OfDevice> untold;  // Entries that the device has made and not stated here: not sent yet, or others'.

    // Nothing is missing or altered, and no device contradicts itself.
    [[nodiscard]] bool holds() const {
        return missing == 0 && altered.empty() && damaged.empty() && contradictions.empty();
    }
};

// Fails as Findings::see() does.
[[nodiscard]] Result<Verdict> prove(Findings& findings);
[[nodiscard]] inline Result<Verdict> prove(Findings&& findings) {
    return prove(findings);
}

// "3 tablets, 412 entries, 0 missing, 0 altered, 2 sent twice and counted once", then a line for each thing to say.
[[nodiscard]] std::string in_words(const Verdict& proof);
[[nodiscard]] std::string as_json(const Verdict& proof);

}  // namespace hineni

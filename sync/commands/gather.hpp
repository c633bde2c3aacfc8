// Gathering: how open, book, report, publish and withdraw begin: read the packs, ask for the key, find the bundles,
// open what is in them, and say who is behind the entries.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sync/commands/desk.hpp"
#include "sync/desk/collect.hpp"
#include "sync/desk/texts.hpp"
#include "sync/people/people.hpp"

namespace hineni {

struct GatherOptions : KeyOptions, FromOptions {
    std::vector<std::string> forms;
    std::vector<std::string> events;
    std::vector<std::string> languages;
    std::string since;      // "2026-12-10", "2026-12-10T18:00", with an offset or without: then as this laptop counts.
    std::string decisions;  // A file; sync/people/decisions.hpp.
    bool set_bursts_aside = false;
};

// --key, --passphrase-file, --from, --event (packs), --form, --only-event, --language, --since, --decisions,
// --set-bursts-aside. A command that cannot do without a pack says so itself.
void add_gather_options(Command& command, GatherOptions& options);

struct Gathered {
    std::vector<EventPack> packs;
    SecretKey key;
    TermsFor terms;
    Texts texts;
    Kinds kinds;
    std::unique_ptr<Collection> collection;  // Settled. Looks at `key`: this is not copied and not moved.
    People people;
    std::vector<std::string> problems;  // What could not be used, for people, one a line.

    Gathered() = default;
    Gathered(const Gathered&) = delete;
    Gathered& operator=(const Gathered&) = delete;

    // The pack of an entry's event; nothing where it is not at hand.
    [[nodiscard]] const EventPack* pack_of(const DeskEntry& entry) const;
};

// `doing` stands before the bar on a terminal: "opening".
[[nodiscard]] Result<std::unique_ptr<Gathered>> gather(const GatherOptions& options, const char* doing);

// Says on stderr what was gathered ("412 people, 430 entries from 3 tablets, …"), what wants a human, and the problems;
// fails with their number where there are any. For the end of a command.
[[nodiscard]] Result<Done> say_gathered(const Gathered& gathered, const std::string& attempt);

}  // namespace hineni

// What the commands of the desk have in common: the key, the packs, where to read from and where to put things.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "hineni/event_pack.hpp"
#include "sync/commands/program.hpp"
#include "sync/desk/bundles.hpp"
#include "sync/desk/collect.hpp"
#include "sync/seal/open.hpp"

namespace hineni {

struct KeyOptions {
    std::string key;
    std::string passphrase_file;
};

struct FromOptions {
    std::vector<std::string> from;
    std::vector<std::string> packs;
};

// --passphrase-file; --key is the command's own: not all need one.
void add_passphrase_option(Command& command, KeyOptions& options);
// --from, needed.
void add_from_option(Command& command, FromOptions& options);

[[nodiscard]] Result<SecretKey> key_for(const KeyOptions& options);
// Fails at the first one with its first complaint.
[[nodiscard]] Result<std::vector<EventPack>> read_packs(const std::vector<std::string>& folders);
// Whose withdrawals count: all recipients of each pack, for its event.
[[nodiscard]] std::vector<Organizer> organizers_of(const std::vector<EventPack>& packs);
// Pins count for the drop of their own pack; an object store for any s3: address, its own pack's first.
[[nodiscard]] TermsFor terms_for(const std::vector<EventPack>& packs);

// All bundles of all places; fails where no place answers at all.
[[nodiscard]] Result<FoundBundles> find_all(const FromOptions& options, const TermsFor& terms);

// Shows each, with a bar on a terminal. `see` says how many envelopes there were; from several threads.
using See = std::function<std::size_t(const Found& bundle, const Result<Bytes>& bytes)>;
void see_all(const char* doing, const std::vector<Found>& bundles, const TermsFor& terms, const See& see);

// To stderr, with its end of line.
void say(const std::string& line);
[[nodiscard]] std::string counted(std::size_t count, const char* one, const char* many);

}  // namespace hineni

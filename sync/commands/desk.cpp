#include "sync/commands/desk.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "sync/commands/passphrase.hpp"
#include "sync/commands/progress.hpp"
#include "sync/seal/key_file.hpp"

namespace hineni {

namespace {

std::string without_slash(std::string_view address) {
    while (address.ends_with('/')) address.remove_suffix(1);
    return std::string(address);
}

// Keys that a pack leaves out are in the environment, as other programs for object stores want them.
ObjectStore with_keys(ObjectStore store) {
    const auto from = [](const char* name) {
        const char* found = std::getenv(name);
        return std::string(found == nullptr ? "" : found);
    };
    if (store.access_key.empty()) store.access_key = from("AWS_ACCESS_KEY_ID");
    if (store.secret_key.empty()) store.secret_key = from("AWS_SECRET_ACCESS_KEY");
    return store;
}

}  // namespace

void add_passphrase_option(Command& command, KeyOptions& options) {
    command.takes("--passphrase-file", options.passphrase_file,
                  "Take the passphrase from the first line of this file instead of asking", "FILE");
}

void add_from_option(Command& command, FromOptions& options) {
    command.needs("--from", options.from, "Folders (with all below them), files or drops; any number", "DIR|URL");
}

Result<SecretKey> key_for(const KeyOptions& options) {
    return read_key_file(options.key, [&]() -> Result<Secret> {
        if (!options.passphrase_file.empty()) return passphrase_from_file(options.passphrase_file);
        return ask_passphrase("Passphrase of " + options.key + ": ", "give --passphrase-file FILE");
    });
}

Result<std::vector<EventPack>> read_packs(const std::vector<std::string>& folders) {
    std::vector<EventPack> packs;
    for (const auto& folder : folders) {
        auto pack = read_event_pack(folder);
        if (!pack) {
            return fail("read " + folder + ": " + in_words(pack.error().front()),
                        "hineni-sync check --event " + folder + " names all that is wrong");
        }
        packs.push_back(std::move(*pack));
    }
    return packs;
}

std::vector<Organizer> organizers_of(const std::vector<EventPack>& packs) {
    std::vector<Organizer> all;
    for (const auto& pack : packs) {
        for (const auto& key : pack.recipients) all.push_back({event_tag(pack.id), key});
    }
    return all;
}

TermsFor terms_for(const std::vector<EventPack>& packs) {
    return [&packs](const std::string& address) {
        Terms terms;
        for (const auto& pack : packs) {
            const bool own = without_slash(pack.drop) == without_slash(address);
            if (own) terms.pins = pack.pins;
            const bool fits = address.starts_with("s3:") && pack.store && (own || !terms.store);
            if (fits) terms.store = with_keys(*pack.store);
        }
        return terms;
    };
}

Result<FoundBundles> find_all(const FromOptions& options, const TermsFor& terms) {
    auto found = find_bundles(options.from, terms);
    if (found.places > 0) return found;
    return fail(found.problems.empty() ? "no place to read from" : found.problems.front(),
                "see that the folder is there or the address is right, then try again");
}

void see_all(const char* doing, const std::vector<Found>& bundles, const TermsFor& terms, const See& see) {
    Progress progress(doing, bundles.size());
    fetch_all(bundles, terms,
              [&](const Found& bundle, const Result<Bytes>& bytes) { progress.add(see(bundle, bytes)); });
}

void say(const std::string& line) {
    std::fprintf(stderr, "%s\n", line.c_str());
}

std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace hineni

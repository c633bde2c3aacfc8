#include "sync/commands/prove.hpp"

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "sync/commands/desk.hpp"
#include "sync/desk/evidence.hpp"
#include "sync/desk/proof.hpp"

namespace hineni {

namespace {

struct ProveOptions : KeyOptions, FromOptions {
    bool json = false;
};

Verdict proof_of(const FoundBundles& found, const TermsFor& terms, const SecretKey* key) {
    Evidence evidence(key);
    see_all("proving", found.bundles, terms, [&](const Found& bundle, const Result<Bytes>& bytes) -> std::size_t {
        if (bytes) return evidence.add(bundle.name, bundle.called, *bytes);
        evidence.add_unreadable(bundle.name, bundle.called + ": " + bytes.error().what);
        return 0;
    });
    return prove(evidence.take_facts());
}

Result<Done> prove_all(const ProveOptions& options) {
    const auto packs = read_packs(options.packs);
    if (!packs) return within("prove", packs.error());
    std::optional<SecretKey> key;
    if (!options.key.empty()) {
        auto read = key_for(options);
        if (!read) return within("prove", read.error());
        key = std::move(*read);
    }
    const auto terms = terms_for(*packs);
    const auto found = find_all(options, terms);
    if (!found) return within("prove", found.error());
    const auto proof = proof_of(*found, terms, key ? &*key : nullptr);
    std::fputs((options.json ? as_json(proof) : in_words(proof)).c_str(), stdout);
    for (const auto& line : found->passed_over) say("  " + line);
    for (const auto& line : found->problems) say("  " + line);
    if (!found->problems.empty()) {
        return fail("prove: " + counted(found->problems.size(), "place", "places") + " did not answer, named above",
                    "see that the folder is there or the address is right, then try again");
    }
    if (proof.holds()) return Done::Well;
    return fail("prove: not everything is here as the tablets made it",
                "add every place with --from: the drop, all sticks, and what hineni-sync export writes on the tablet");
}

}  // namespace

void prove(Program& program) {
    const auto options = std::make_shared<ProveOptions>();
    auto command = program.command("prove", "Say whether all entries are here, unchanged and counted once",
                                   [options] { return prove_all(*options); });
    add_from_option(command, *options);
    command.takes("--key", options->key, "Also open each entry, and see that its tablet is the one that states it",
                  "FILE");
    add_passphrase_option(command, *options);
    command.takes("--event", options->packs, "Event packs, for the key of a drop's server and an object store", "DIR");
    command.flag("--json", options->json, "For programs");
}

}  // namespace hineni

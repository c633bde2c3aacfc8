#include "sync/commands/prove.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <memory>
#include <optional>
#include <string>

#include "sync/commands/desk.hpp"
#include "sync/desk/evidence.hpp"
#include "sync/desk/output.hpp"
#include "sync/desk/proof.hpp"
#include "sync/desk/signed_proof.hpp"

namespace hineni {

namespace {

struct ProveOptions : KeyOptions, FromOptions {
    std::string signed_file;
    bool json = false;
};

Findings findings_of_proof(const FoundBundles& found, const TermsFor& terms, const SecretKey* key) {
    Evidence evidence(key);
    see_all("proving", found.bundles, terms, [&](const Found& bundle, const Result<Bytes>& bytes) -> std::size_t {
        if (bytes) return evidence.add(bundle.name, bundle.called, *bytes);
        evidence.add_unreadable(bundle.name, bundle.called + ": " + bytes.error().what);
        return 0;
    });
    return evidence.take_findings();
}

// Names in the pack's first language.
std::vector<EventOfProof> named(std::vector<EventOfProof> events, const std::vector<EventPack>& packs) {
    for (auto& event : events) {
        const auto pack = std::ranges::find(packs, event.tag, [](const EventPack& each) { return event_tag(each.id); });
        if (pack == packs.end()) continue;
        event.id = pack->id;
        event.name = pack->name.in(pack->languages.front());
    }
    return events;
}

Result<void> write_signed(const std::string& file, const ProofFacts& facts, const Verdict& proof,
                          const SecretKey& key) {
    const auto text = signed_proof(facts, proof, key);
    if (auto written = write_whole(file, [&](const Write& write) { return write(text); }); !written) return written;
    if (file != "-") say("Signed as " + to_text(signing_name(key)) + ", in " + file);
    return {};
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
    auto findings = findings_of_proof(*found, terms, key ? &*key : nullptr);
    const auto proved = prove(findings);
    if (!proved) return within("prove", proved.error());
    const auto& proof = *proved;
    if (!options.signed_file.empty()) {
        auto contents = contents_of(findings);
        if (!contents) return within("prove", contents.error());
        const ProofFacts about{std::time(nullptr), found->bundles.size(), named(std::move(contents->events), *packs),
                               contents->entries, found->problems};
        const auto written = write_signed(options.signed_file, about, proof, *key);
        if (!written) return within("prove", written.error());
    }
    if (options.signed_file != "-") {
        std::fputs((options.json ? as_json(proof) : in_words(proof)).c_str(), stdout);
    }
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
    command.takes("--event", options->packs,
                  "Event packs, for the key of a drop's server and an object store, and for the names of the events",
                  "DIR");
    command.takes("--signed", options->signed_file,
                  "Write the proof as a text to keep and to show, signed with --key; hineni-desk verify checks it",
                  "FILE");
    command.only_with("--signed", "--key");
    command.flag("--json", options->json, "For programs");
}

}  // namespace hineni

// SignedProof: an organizer's word of what lay on their computer and whether it was all, as a text to keep and to show.
//
//   hineni proof 1
//   …                                   for people: when, of which events, the proof in words
//   facts {"made_on":…,"verdict":…}     the same for programs, one line of JSON
//   signed by hinsig1…
//   signature <128 hexadecimal digits>  sync/seal/organizer_signature.hpp, about "hineni proof v1", of all bytes before
//                                       this line; nothing follows
//
// Lines end with a line feed. The digest of the entries is BLAKE2b-256 of the id (16 bytes) and the mark (16 bytes,
// hineni/envelope.hpp) of each envelope, in their order, each once: the same envelopes, the same digest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hineni/result.hpp"
#include "sync/desk/evidence.hpp"
#include "sync/desk/proof.hpp"
#include "sync/seal/organizer_signature.hpp"

namespace hineni {

struct EventOfProof {
    EventTag tag{};
    std::uint64_t entries = 0;
    std::string id;    // Empty where its pack is not at hand.
    std::string name;  // The same.
};

struct ProofFacts {
    std::int64_t made_on = 0;  // Unix seconds, as this computer's clock says.
    std::size_t bundles = 0;
    std::vector<EventOfProof> events;
    Digest entries{};
    std::vector<std::string> silent;  // "place: cause", that did not answer.
};

// What is proved: a digest of the ids and marks of all envelopes, in their order, and the events, without their names.
struct ProofContents {
    Digest entries{};
    std::vector<EventOfProof> events;
};
// Fails as Findings::see() does.
[[nodiscard]] Result<ProofContents> contents_of(Findings& findings);

[[nodiscard]] std::string signed_proof(const ProofFacts& facts, const Verdict& proof, const SecretKey& key);

// Who signed it. Fails with what became of it: altered, cut off, something added, its line ends changed.
[[nodiscard]] Result<SigningName> signer_of_proof(std::string_view file);

}  // namespace hineni

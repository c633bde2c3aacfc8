// What a desk makes of a bundle that anybody may have filled: parts as they come, statements among them signed by the
// sample device where they begin like one. Evidence, proof and collection, as `hineni-desk prove` and `open` use them.
//
// Held against it: the same bundle once more, and in two names, changes nothing; nothing is an entry but the three that
// were sealed; a proof can be said in words and as JSON.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "hineni/utf8.hpp"
#include "sync/bundle/bundle.hpp"
#include "sync/desk/collect.hpp"
#include "sync/desk/evidence.hpp"
#include "sync/desk/proof.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

constexpr std::string_view starts_like_one = "hinstmt1";

// The input as parts: a letter for the kind, three bytes of length, that many bytes. "1", "2", "3" are the envelopes of
// tests/vectors, "s" a statement that is signed, everything else is what it is.
Bytes bundle_of(BytesView input, std::vector<Bytes>& kept) {
    static const std::array<Bytes, 3> sealed{known_file("card.envelope"), known_file("pledge.envelope"),
                                             known_file("typed.envelope")};
    std::vector<Part> parts;
    kept.reserve(input.size());
    while (input.size() >= 3 && parts.size() < 64) {
        const auto kind = input[0];
        const auto size = std::min<std::size_t>(input[1] | input[2] << 8U, input.size() - 3);
        const auto body = input.subspan(3, size);
        input = input.subspan(3 + size);
        if (kind >= '1' && kind <= '3') {
            parts.push_back({envelope_part, sealed[static_cast<std::size_t>(kind - '1')]});
            continue;
        }
        auto& bytes = kept.emplace_back(body.begin(), body.end());
        if (kind == 's' && as_text(bytes).starts_with(starts_like_one) && bytes.size() >= 49) {
            std::ranges::copy(sample().device.public_half, bytes.begin() + 17);
            const auto signature = sign(sample().device, "hineni statement v1", bytes);
            bytes.insert(bytes.end(), signature.begin(), signature.end());
        }
        parts.push_back({kind == 's' ? statement_part : kind == 'w' ? withdrawal_part_kind : envelope_part, bytes});
    }
    return parts.empty() ? Bytes() : make_bundle(sample().event, parts).bytes;
}

std::string proof_of(const Bytes& bundle, int times, bool with_key) {
    Evidence all(with_key ? &sample().organizer : nullptr);
    for (int i = 0; i < times; ++i) all.add("name" + std::to_string(i), "a stick", bundle);
    const auto verdict = prove(all.take_findings()).value();
    promise(verdict.entries <= 3 || !with_key, "entries are proved that nobody sealed");
    const auto words = in_words(verdict);
    promise(!words.empty() && utf8::valid(words), "a proof that cannot be said");
    const auto json = as_json(verdict);
    promise(nlohmann::json::accept(json), "a proof that is no JSON");
    return json;
}

}  // namespace

void evidence(BytesView input) {
    std::vector<Bytes> kept;
    const auto bundle = bundle_of(input, kept);
    if (bundle.empty()) return;
    promise(proof_of(bundle, 1, true) == proof_of(bundle, 2, true), "the same bundle once more changes a proof");
    static_cast<void>(proof_of(bundle, 1, false));
    Collection collection(sample().organizer);
    collection.add("a stick", bundle);
    promise(collection.settle().has_value(), "a bundle keeps a collection from settling");
    promise(collection.size() + collection.withdrawn() <= 3, "entries are collected that nobody sealed");
    const auto entries = collection.entries();
    promise(entries && entries->size() == collection.size(), "a collection holds another number than it says");
}

}  // namespace hineni::fuzz

// A signed proof in memory: what of it may change without anybody noticing is nothing.
#include "sync/desk/signed_proof.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/sync/desk/device.hpp"

using namespace hineni;

namespace {

struct OwnProof {
    SecretKey key = new_secret_key();
    Tablet tablet{{public_half(key)}};
    std::string text;

    OwnProof() {
        Evidence evidence(&key);
        const auto bundle = tablet.send(tablet.sealed(std::size_t{3}));
        evidence.add(bundle.name, bundle.name, bundle.bytes);
        auto facts = evidence.take_findings();
        const auto contents = contents_of(facts);
        REQUIRE(contents);
        auto events = contents->events;
        REQUIRE(events.size() == 1);
        CHECK(events[0].entries == 3);
        events[0].id = "vigil";
        events[0].name = "Vigil\nof\x1b[31m Light";
        text = signed_proof({1'796'943'600, 1, events, contents->entries, {"a place\n: silent"}}, prove(facts).value(),
                            key);
    }
};

}  // namespace

TEST_CASE("one changed byte anywhere in a signed proof is found") {
    const OwnProof proof;
    REQUIRE(signer_of_proof(proof.text) == signing_name(proof.key));
    for (std::size_t at = 0; at < proof.text.size(); ++at) {
        for (const unsigned bit : {0x01U, 0x20U, 0x80U}) {
            auto wrong = proof.text;
            wrong[at] = static_cast<char>(static_cast<unsigned char>(wrong[at]) ^ bit);
            const auto found = !signer_of_proof(wrong);
            if (!found) FAIL("byte " << at << " with " << bit);
        }
    }
}

TEST_CASE("a signed proof that lacks bytes at its end, in its middle or at its front is found") {
    const OwnProof proof;
    for (std::size_t size = 0; size < proof.text.size(); ++size) {
        if (signer_of_proof(proof.text.substr(0, size))) FAIL(size << " bytes");
        auto shorter = proof.text;
        shorter.erase(size, 1);
        if (signer_of_proof(shorter)) FAIL("without byte " << size);
    }
}

TEST_CASE("what others named stays on its line in a proof") {
    const OwnProof proof;
    CHECK(proof.text.find("event: Vigil of [31m Light (vigil, tag ") != std::string::npos);
    CHECK(proof.text.find("did not answer: a place : silent\n") != std::string::npos);
    CHECK(proof.text.find("verdict: NOT everything is here") != std::string::npos);
    CHECK(proof.text.find("made on: 2026-12-10T23:00:00Z") != std::string::npos);
    CHECK(proof.text.find('\x1b') == std::string::npos);
}

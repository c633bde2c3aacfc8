#include "sync/desk/proof.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "tests/sync/desk/device.hpp"

using namespace hineni;

namespace {

struct ProofDesk {
    SecretKey key = new_secret_key();
    std::vector<PublicKey> organizers{public_half(key)};
};

Verdict proof_of(const std::vector<Bundle>& bundles, const SecretKey* key = nullptr) {
    Evidence evidence(key);
    for (const auto& bundle : bundles) evidence.add(bundle.name, "drop/" + bundle.name, bundle.bytes);
    return prove(evidence.take_findings()).value();
}

bool says(const Verdict& proof, const std::string& words) {
    return in_words(proof).find(words) != std::string::npos;
}

std::string id_of(const Bytes& envelope) {
    return hex(read_envelope(envelope)->id.bytes);
}

}  // namespace

TEST_CASE("everything that three tablets sent is here, and what came twice counts once") {
    const ProofDesk desk;
    std::vector<Bundle> bundles;
    std::vector<Bytes> first;
    for (int i = 0; i < 3; ++i) {
        Tablet tablet(desk.organizers);
        tablet.last.chain.fill(static_cast<std::uint8_t>(i));
        first = tablet.sealed(std::size_t{2});
        bundles.push_back(tablet.send(first));
        bundles.push_back(tablet.send(tablet.sealed(std::size_t{1})));
    }
    bundles.push_back(unstated(first));  // The stick has two of them as well.
    const auto proof = proof_of(bundles);
    CHECK(proof.holds());
    CHECK(in_words(proof) == "3 tablets, 9 entries, 0 missing, 0 altered, 2 sent twice and counted once\n");
    CHECK(as_json(proof).find("\"holds\": true") != std::string::npos);
}

TEST_CASE("the same bundle from two places was sent once") {
    const ProofDesk desk;
    Tablet tablet(desk.organizers);
    const auto bundle = tablet.send(tablet.sealed(std::size_t{2}));
    CHECK(proof_of({bundle, bundle, bundle}).twice == 0);
}

TEST_CASE("an entry that a statement lists and that is not here is missing by its id") {
    const ProofDesk desk;
    Tablet tablet(desk.organizers);
    const auto envelopes = tablet.sealed(std::size_t{3});
    const auto statement = tablet.state(envelopes);
    const auto half = make_bundle(vigil_tag, std::vector{envelopes[0], envelopes[1]}, statement);
    const auto proof = proof_of({half});
    CHECK_FALSE(proof.holds());
    CHECK(proof.missing == 1);
    CHECK(proof.entries == 2);
    CHECK(says(proof, "missing: entry " + id_of(envelopes[2]) + " of tablet " + tablet.name()));
    // The other half of the bundle that was split carries the same statement.
    CHECK(proof_of({half, make_bundle(vigil_tag, std::vector<Bytes>{envelopes[2]}, statement)}).holds());
}

TEST_CASE("a bundle that is not here is missing by its number, and the next one says how many entries it had") {
    const ProofDesk desk;
    Tablet tablet(desk.organizers);
    std::vector<Bundle> bundles;
    for (std::size_t i = 0; i < 5; ++i) bundles.push_back(tablet.send(tablet.sealed(i + 1)));
    const auto without_two = proof_of({bundles[0], bundles[1], bundles[3], bundles[4]});
    CHECK(without_two.missing == 3);
    CHECK(says(without_two, "missing: statement 2 of tablet " + tablet.name() + " (3 entries)"));
    const auto without_three = proof_of({bundles[4]});
    CHECK(without_three.missing == 10);
    CHECK(says(without_three, "missing: statements 0 to 3 of tablet " + tablet.name() + " (10 entries)"));
    CHECK(proof_of(bundles).holds());
}

TEST_CASE("with a statement about everything each missing entry has its id") {
    const ProofDesk desk;
    Tablet tablet(desk.organizers);
    const auto lost = tablet.sealed(std::size_t{2});
    const auto first = tablet.send(tablet.sealed(std::size_t{2}));
    static_cast<void>(tablet.send(lost));
    const auto last = tablet.send(tablet.sealed(std::size_t{1}));
    const auto proof = proof_of({first, last, tablet.send_whole()});
    CHECK(proof.missing == 2);
    CHECK(proof.missing_statements.empty());
    for (const auto& envelope : lost) CHECK(says(proof, "missing: entry " + id_of(envelope)));
    // The statement is not here, but all that it told of.
    CHECK(proof_of({first, last, tablet.send_whole(), unstated(lost)}).holds());
}

TEST_CASE("a tablet that says everything before it said anything is believed") {
    const ProofDesk desk;
    Tablet tablet(desk.organizers);
    const auto whole = tablet.send_whole();
    const auto proof = proof_of({whole, tablet.send(tablet.sealed(std::size_t{1}))});
    CHECK(proof.holds());
    CHECK(proof_of({whole, tablet.send(tablet.sealed(std::size_t{1}))}).missing == 1);
}

TEST_CASE("an entry listed again after a lost bundle is known") {
    const ProofDesk desk;
    Tablet tablet(desk.organizers);
    const auto envelopes = tablet.sealed(std::size_t{2});
    static_cast<void>(tablet.send(envelopes));
    tablet.all.clear();
    CHECK(proof_of({tablet.send(envelopes)}).holds());
}

TEST_CASE("an envelope that is not the one that its tablet stated is altered, and the right one beside it is seen") {
    const ProofDesk desk;
    Tablet tablet(desk.organizers);
    const auto envelopes = tablet.sealed(std::size_t{2});
    const auto statement = tablet.state(envelopes);
    auto other = envelopes;
    other[0][2000] ^= 1U;
    const auto altered = make_bundle(vigil_tag, other, statement);
    const auto proof = proof_of({altered});
    CHECK_FALSE(proof.holds());
    CHECK(in_words(proof).starts_with("1 tablet, 1 entry, 0 missing, 1 altered, "));
    CHECK(says(proof, "altered: entry " + id_of(envelopes[0]) + " is not what its tablet stated\n"));
    const auto both = proof_of({altered, make_bundle(vigil_tag, envelopes, statement)});
    CHECK_FALSE(both.holds());
    CHECK(both.entries == 2);
    CHECK(says(both, "(the right one is here too)"));
}

TEST_CASE("two contents under one id that no tablet states are altered") {
    const ProofDesk desk;
    const Tablet tablet(desk.organizers);
    auto envelopes = tablet.sealed(std::size_t{1});
    envelopes.push_back(envelopes[0]);
    envelopes[1][2000] ^= 1U;
    const auto proof = proof_of({unstated(envelopes)});
    CHECK(proof.altered.size() == 1);
    CHECK(proof.entries == 0);
}

TEST_CASE("a damaged bundle is named, unless the same one is here whole") {
    const ProofDesk desk;
    Tablet tablet(desk.organizers);
    const auto whole = tablet.send(tablet.sealed(std::size_t{1}));
    auto damaged = whole;
    damaged.bytes[500] ^= 1U;
    const auto proof = proof_of({damaged});
    CHECK_FALSE(proof.holds());
    CHECK(says(proof, "damaged: drop/" + whole.name + ": read bundle: its checksum does not match"));
    CHECK(proof_of({damaged, whole}).holds());
    CHECK(proof_of({whole, damaged}).holds());
}

TEST_CASE("a statement that somebody else made up is named and says nothing") {
    const ProofDesk desk;
    Tablet tablet(desk.organizers);
    auto statement = tablet.state(tablet.sealed(std::size_t{3}));
    statement[80] ^= 1U;
    const auto proof = proof_of({make_bundle(vigil_tag, std::vector<Bytes>{}, statement)});
    CHECK(proof.tablets == 0);
    CHECK(says(proof, "it is not signed by the device that it names"));
}

TEST_CASE("entries that no statement speaks of are said to be from a mirror, and that is fine") {
    const ProofDesk desk;
    Tablet tablet(desk.organizers);
    const auto sent = tablet.send(tablet.sealed(std::size_t{1}));
    const auto proof = proof_of({sent, unstated(tablet.sealed(std::size_t{2}))});
    CHECK(proof.holds());
    CHECK(proof.entries == 3);
    CHECK(says(proof, "2 entries that no statement here speaks of: from a stick's mirror, that is fine\n"));
}

TEST_CASE("what a tablet has made and not stated is said, and is not missing") {
    const ProofDesk desk;
    Tablet tablet(desk.organizers);
    tablet.tally = 5;
    const auto proof = proof_of({tablet.send(tablet.sealed(std::size_t{2}))});
    CHECK(proof.holds());
    CHECK(says(proof, "has made 3 entries more than it states here"));
}

TEST_CASE("a tablet whose card was copied says two different things") {
    const ProofDesk desk;
    Tablet tablet(desk.organizers);
    const auto first = tablet.send(tablet.sealed(std::size_t{1}));
    const auto before = tablet.last;
    const auto told = tablet.all;
    const auto one = tablet.send(tablet.sealed(std::size_t{1}));
    const auto after_one = tablet.send(tablet.sealed(std::size_t{1}));
    tablet.last = before;
    tablet.all = told;
    const auto other = tablet.send(tablet.sealed(std::size_t{1}));
    const auto words = "tablet " + tablet.name() +
                       " says two different things as its statement 1: its card was copied, or somebody has its key";
    for (const auto& bundles : {std::vector{first, one, other}, std::vector{first, other, after_one}}) {
        const auto proof = proof_of(bundles);
        CHECK_FALSE(proof.holds());
        CHECK(says(proof, words));
    }
    CHECK(proof_of({first, one, after_one}).holds());
}

TEST_CASE("a tablet that lost its ledger began a new chain, which is said and no failure") {
    const ProofDesk desk;
    Tablet tablet(desk.organizers);
    const auto envelopes = tablet.sealed(std::size_t{2});
    const auto before = tablet.send(envelopes);
    tablet.last = {};
    tablet.last.event = vigil_tag;
    tablet.last.chain.fill(9);
    tablet.said = false;
    tablet.all.clear();
    const auto after = tablet.send(envelopes);
    const auto proof = proof_of({before, after});
    CHECK(proof.holds());
    CHECK(proof.entries == 2);
    CHECK(says(proof, "tablet " + tablet.name() + " began to count anew"));
}

TEST_CASE("with the key an entry of another tablet than states it is found, and one that does not open") {
    const ProofDesk desk;
    Tablet maker(desk.organizers);
    Tablet thief(desk.organizers);
    const auto envelopes = maker.sealed(std::size_t{1});
    const auto stolen = thief.send(envelopes);
    CHECK(proof_of({stolen}).holds());
    const auto proof = proof_of({stolen}, &desk.key);
    CHECK(says(proof, "was made by another tablet than the one that states it"));
    CHECK(proof_of({maker.send(envelopes)}, &desk.key).holds());
    const ProofDesk other;
    const auto closed = proof_of({maker.send(maker.sealed(std::size_t{1}))}, &other.key);
    CHECK(says(closed, "does not open with this key"));
}

TEST_CASE("in whichever order and how often bundles come a proof is the same byte for byte") {
    const ProofDesk desk;
    std::vector<Bundle> bundles;
    for (int i = 0; i < 3; ++i) {
        Tablet tablet(desk.organizers);
        tablet.last.chain.fill(static_cast<std::uint8_t>(i));
        const auto envelopes = tablet.sealed(std::size_t{3});
        auto changed = envelopes;
        changed[1][1000] ^= 1U;
        const auto statement = tablet.state(envelopes);
        bundles.push_back(make_bundle(vigil_tag, std::vector<Bytes>{envelopes[0]}, statement));
        bundles.push_back(make_bundle(vigil_tag, std::vector<Bytes>{changed[1]}, statement));
        static_cast<void>(tablet.send(tablet.sealed(std::size_t{2})));
        bundles.push_back(tablet.send(tablet.sealed(std::size_t{1})));
        bundles.push_back(unstated(tablet.sealed(std::size_t{1})));
        bundles.push_back(unstated(envelopes));
        if (i == 0) bundles.push_back(tablet.send_whole());
        bundles.push_back(bundles.front());
        bundles.back().name = bundles.front().name;
    }
    auto damaged = bundles[2];
    damaged.bytes.pop_back();
    damaged.name.replace(17, 4, "0000");
    bundles.push_back(damaged);
    const auto wanted = proof_of(bundles, &desk.key);
    CHECK_FALSE(wanted.holds());
    std::mt19937 dice(4);
    for (int turn = 0; turn < 200; ++turn) {
        auto shuffled = bundles;
        for (std::size_t i = 0; i < bundles.size(); i += 1 + dice() % 3) shuffled.push_back(bundles[i]);
        std::ranges::shuffle(shuffled, dice);
        const auto proof = proof_of(shuffled, turn % 20 == 0 ? &desk.key : nullptr);
        if (turn % 20 == 0) {
            REQUIRE(in_words(proof) == in_words(wanted));
            REQUIRE(as_json(proof) == as_json(wanted));
        } else {
            static const auto closed = proof_of(bundles);
            REQUIRE(in_words(proof) == in_words(closed));
            REQUIRE(as_json(proof) == as_json(closed));
        }
    }
}

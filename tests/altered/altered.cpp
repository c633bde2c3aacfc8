// Nothing altered is let in (README.md).
#include <doctest/doctest.h>

#include <algorithm>
#include <iostream>

#include "sync/bundle/bundle.hpp"
#include "sync/bundle/receipt.hpp"
#include "sync/seal/vouch.hpp"
#include "tests/altered/doors.hpp"
#include "tests/altered/goods.hpp"
#include "tests/altered/unsigned.hpp"
#include "tests/disk/campaign.hpp"

using namespace hineni;
using namespace hineni::altered;

namespace {

std::string accounts_of(const Tally& tally) {
    std::string out = "let in:";
    for (const auto& each : tally.accounts) out += "\n  " + each;
    return out;
}

}  // namespace

TEST_CASE("every door opens to what nobody has altered") {
    for (const auto& door : all_doors()) {
        INFO(door->name());
        CHECK(door->opens_to_its_own());
    }
}

TEST_CASE("of twenty thousand altered envelopes and words not one is let in") {
    const auto tally = knock_at_all(1, 20'000);
    CHECK(tally.altered == 20'000);
    CHECK_MESSAGE(tally.let_in == 0, accounts_of(tally));
}

TEST_CASE("of a million altered envelopes and words not one is let in" * doctest::test_suite("long")) {
    const auto runs = runs_or(1'000'000);
    const auto first = seed_or(1'000'001);
    const auto tally = knock_at_all(first, runs);
    CHECK_MESSAGE(tally.let_in == 0, accounts_of(tally));
    std::cout << tally.altered << " altered from seed " << first << ": " << tally.let_in << " let in\n";
}

TEST_CASE("no stranger's key opens an envelope") {
    for (int i = 0; i < 40; ++i) {
        Opener stranger(new_secret_key());
        for (const auto& envelope : goods().envelopes) {
            const auto opened = stranger.open(envelope);
            REQUIRE_FALSE(opened);
            CHECK(opened.error().what.ends_with("not sealed to this key"));
        }
    }
}

TEST_CASE("no stranger's word is an organizer's") {
    const auto& device = goods().device;
    const auto& half = goods().organizers_public_half;
    for (int i = 0; i < 40; ++i) {
        const auto stranger = new_secret_key();
        const auto words = receipt_words({goods().event, device.public_half, {}});
        const auto voucher = vouch_to(device.public_half, stranger, receipt_about, words);
        REQUIRE(voucher);
        CHECK_FALSE(read_receipt(receipt_file(words, *voucher), goods().event, device, {&half, 1}));
        const auto to_the_organizer = vouch_to(half, stranger, receipt_about, words);
        CHECK_FALSE(vouched_for(goods().organizer, half, receipt_about, words, *to_the_organizer));
    }
}

TEST_CASE("a program that asks for no signature is found out") {
    const SignaturesLookedAway away;
    const auto tally = knock_at_all(1, 2'000);
    CHECK(tally.let_in > 100);
    const auto of = [&](std::string_view door) {
        return std::ranges::any_of(tally.accounts, [&](const std::string& each) { return each.starts_with(door); });
    };
    CHECK(of("envelope sealed again by an organizer"));
}

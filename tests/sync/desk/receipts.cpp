#include "sync/desk/receipts.hpp"

#include <doctest/doctest.h>

#include "tests/sync/desk/device.hpp"

using namespace hineni;

namespace {

struct ReceiptDesk {
    SecretKey key = new_secret_key();
    std::vector<PublicKey> organizers{public_half(key)};

    [[nodiscard]] DueReceipts due(const std::vector<Bundle>& bundles) const {
        Evidence evidence(&key);
        for (const auto& bundle : bundles) evidence.add(bundle.name, bundle.name, bundle.bytes);
        return receipts_due(evidence.take_findings()).value();
    }
};

Listed listed(const Bytes& envelope) {
    return {read_envelope(envelope)->id, mark_of(envelope)};
}

}  // namespace

TEST_CASE("each tablet gets a receipt for what was opened, that the tablet itself believes") {
    const ReceiptDesk desk;
    Tablet one(desk.organizers);
    Tablet two(desk.organizers);
    const auto envelopes = one.sealed(std::size_t{3});
    const auto due = desk.due({one.send(envelopes), two.send(two.sealed(std::size_t{1})), unstated(envelopes)});
    CHECK(due.entries == 4);
    CHECK(due.withheld.empty());
    REQUIRE(due.receipts.size() == 2);
    const auto& receipt = due.receipts[due.receipts[0].device == one.key.public_half ? 0 : 1];
    const auto read = read_receipt(receipt_file(receipt, desk.key).value(), vigil_tag, one.key, desk.organizers);
    REQUIRE(read);
    REQUIRE(read->entries.size() == 3);
    for (const auto& envelope : envelopes) CHECK(std::ranges::count(read->entries, listed(envelope)) == 1);
}

TEST_CASE("what is not what its tablet stated gets no receipt, and the right copy does") {
    const ReceiptDesk desk;
    Tablet tablet(desk.organizers);
    const auto entry = sample_entry();
    const auto right = tablet.sealed(entry);
    const auto other = tablet.sealed(entry);  // Opens as well: sealed once more.
    const auto statement = tablet.state({right});
    const auto due = desk.due({make_bundle(vigil_tag, std::vector<Bytes>{other}, statement)});
    CHECK(due.receipts.empty());
    REQUIRE(due.withheld.size() == 1);
    CHECK(due.withheld[0].ends_with("it is not what its tablet stated"));
    const auto both = desk.due({make_bundle(vigil_tag, std::vector{other, right}, statement)});
    REQUIRE(both.receipts.size() == 1);
    CHECK(both.receipts[0].entries == std::vector{listed(right)});
    CHECK(desk.due({unstated({right, other})}).receipts.empty());
}

TEST_CASE("what does not open gets no receipt") {
    const ReceiptDesk desk;
    const ReceiptDesk stranger;
    Tablet tablet(stranger.organizers);
    Tablet own(desk.organizers);
    auto altered = own.sealed(std::size_t{1});
    altered[0][3000] ^= 1U;
    const auto due = desk.due({tablet.send(tablet.sealed(std::size_t{1})), unstated(altered)});
    CHECK(due.receipts.empty());
    CHECK(due.withheld.size() == 2);
}

TEST_CASE("a withdrawn entry gets a receipt too") {
    const ReceiptDesk desk;
    Tablet tablet(desk.organizers);
    const auto envelopes = tablet.sealed(std::size_t{1});
    const auto gone = withdrawal_by(desk.key, {read_envelope(envelopes[0])->id}, desk.organizers);
    CHECK(desk.due({tablet.send(envelopes), gone}).entries == 1);
}

TEST_CASE("a receipt that is there already is added to, where this key vouches for it") {
    const ReceiptDesk desk;
    const ReceiptDesk other;
    Tablet tablet(desk.organizers);
    const auto first = desk.due({tablet.send(tablet.sealed(std::size_t{2}))}).receipts.at(0);
    const auto second = desk.due({tablet.send(tablet.sealed(std::size_t{1}))}).receipts.at(0);
    const auto before = own_receipt(receipt_file(first, desk.key).value(), second, desk.key);
    REQUIRE(before);
    const auto both = added_up(*before, second);
    CHECK(both.entries.size() == 3);
    CHECK(added_up(both, second).entries == both.entries);
    CHECK(added_up(second, first).entries == both.entries);
    CHECK_FALSE(own_receipt(receipt_file(first, other.key).value(), second, desk.key));
    CHECK_FALSE(own_receipt(as_bytes("noise"), second, desk.key));
    auto elsewhere = second;
    elsewhere.event = event_tag("seder");
    CHECK_FALSE(own_receipt(receipt_file(first, desk.key).value(), elsewhere, desk.key));
}

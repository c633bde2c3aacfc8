// Receipts: what counts as received, and what does not.
#include "sync/bundle/receipt.hpp"
#include "sync/seal/open.hpp"
#include "sync/seal/vouch.hpp"
#include "tests/sync/send/device.hpp"

using namespace hineni;

namespace {

struct Table {
    Table() {
        device.organizers = {public_half(organizer)};
        ids = device.add(6);
        device.work(drop);
    }

    // All that the drop holds, as a desk would list it.
    [[nodiscard]] std::vector<Listed> held() const {
        std::vector<Listed> entries;
        for (const auto& [name, bytes] : drop.held) {
            const auto bundle = read_bundle(bytes);
            if (!bundle) continue;
            for (const auto& each : bundle->envelopes) entries.push_back({each.id, mark_of(each.bytes)});
        }
        std::sort(entries.begin(), entries.end());
        return entries;
    }

    [[nodiscard]] Bytes receipt(const std::vector<Listed>& entries, const SecretKey& by) {
        const auto words = receipt_words({event_tag("vigil"), device.key().public_half, entries});
        return receipt_file(words, vouch_to(device.key().public_half, by, receipt_about, words).value());
    }

    void give(Bytes receipt) {
        drop.held[receipt_name(event_tag("vigil"), device.key().public_half, public_half(organizer))] =
            std::move(receipt);
        device.now.monotonic += 1h;
    }

    SecretKey organizer = new_secret_key();
    Device device;
    FakeDrop drop;
    std::set<EntryId> ids;
};

}  // namespace

TEST_CASE("what a desk has vouched for counts as received, and nothing else does") {
    Table table;
    auto entries = table.held();
    CHECK(table.device.standing().received == 0);
    entries.resize(4);
    table.give(table.receipt(entries, table.organizer));
    const auto stepped = table.device.work(table.drop);
    CHECK(stepped.received == 4);
    CHECK(stepped.notes.empty());
    auto standing = table.device.standing();
    CHECK(standing.received == 4);
    CHECK(standing.delivered == 6);
    CHECK(standing.safe_here == 6);

    SUBCASE("the same receipt again adds nothing") {
        table.device.now.monotonic += 1h;
        CHECK(table.device.work(table.drop).received == 0);
        CHECK(table.device.standing().received == 4);
    }
    SUBCASE("an older one takes nothing back") {
        table.give(table.receipt({entries.front()}, table.organizer));
        table.device.work(table.drop);
        CHECK(table.device.standing().received == 4);
    }
    SUBCASE("a later one adds what is new") {
        table.give(table.receipt(table.held(), table.organizer));
        CHECK(table.device.work(table.drop).received == 2);
        CHECK(table.device.standing().received == 6);
    }
}

TEST_CASE("a receipt that is not an organizer's word to this device counts for nothing, and is named once") {
    Table table;
    auto receipt = table.receipt(table.held(), table.organizer);
    SUBCASE("altered") {
        receipt[receipt.size() / 2] ^= 1U;
    }
    SUBCASE("cut off") {
        receipt.resize(receipt.size() / 2);
    }
    SUBCASE("by somebody else") {
        receipt = table.receipt(table.held(), new_secret_key());
    }
    SUBCASE("to another device") {
        Device other;
        const auto& key = other.key();
        const auto words = receipt_words({event_tag("vigil"), key.public_half, table.held()});
        receipt = receipt_file(words, vouch_to(key.public_half, table.organizer, receipt_about, words).value());
    }
    SUBCASE("about another event") {
        const auto words = receipt_words({event_tag("march"), table.device.key().public_half, table.held()});
        receipt = receipt_file(words,
                               vouch_to(table.device.key().public_half, table.organizer, receipt_about, words).value());
    }
    SUBCASE("a login page") {
        const std::string page = "<html>please log in</html>";
        receipt.assign(page.begin(), page.end());
    }
    SUBCASE("nothing at all") {
        receipt.clear();
    }
    table.give(receipt);
    const auto stepped = table.device.work(table.drop);
    CHECK(stepped.received == 0);
    CHECK(stepped.notes.size() == 1);
    CHECK(table.device.standing().received == 0);
}

TEST_CASE("an entry listed with other bytes than our own does not count") {
    Table table;
    auto entries = table.held();
    entries[2].mark.fill(9);
    entries.push_back({new_entry_id(), {}});
    std::sort(entries.begin(), entries.end());
    table.give(table.receipt(entries, table.organizer));
    const auto stepped = table.device.work(table.drop);
    CHECK(stepped.received == 5);
    REQUIRE(stepped.notes.size() == 1);
    CHECK(stepped.notes[0].find("1 of our entries") != std::string::npos);
    CHECK(table.device.standing().received == 5);
}

TEST_CASE("a drop that shows nothing is asked for receipts all the same, and is none the worse for it") {
    class Closed : public FakeDrop {
      public:
        Result<std::optional<Bytes>> find(std::string_view, std::size_t) override {
            ++asked_for;
            return fail("fetch: forbidden");
        }
        int asked_for = 0;
    };
    Device device;
    device.organizers = {public_half(new_secret_key())};
    Closed drop;
    device.add(3);
    auto ledger = Ledger::open(device.state()).value();
    auto uploader =
        Uploader::start(QueueReader::open(device.state()).value(), ledger, drop, device.dice(), device.party()).value();
    std::size_t notes = 0;
    for (int minute = 0; minute < 60; ++minute) {
        for (;;) {
            const auto stepped = uploader.step(device.now).value();
            notes += stepped.notes.size();
            if (!stepped.again || *stepped.again > device.now.monotonic) break;
        }
        device.now.monotonic += 1min;
    }
    CHECK(drop.asked_for == 6);
    CHECK(notes == 1);
    CHECK_FALSE(device.standing().hindrance.has_value());
    CHECK(device.standing().delivered == 3);
}

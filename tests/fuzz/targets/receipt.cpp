// An organizer's receipt: the input is its words, made to name the sample device and event and vouched for by the
// sample organizer, so that the code behind the voucher is reached. What is believed is then held against a ledger and
// a queue.
//
// Held against it: what is believed is written again byte for byte; a stranger's voucher, and one of other words, is
// believed for nothing; only what we have, to the byte, counts as received.
#include <algorithm>

#include "sync/bundle/bundle.hpp"
#include "sync/bundle/packing.hpp"
#include "sync/bundle/receipt.hpp"
#include "sync/seal/vouch.hpp"
#include "sync/send/receiving.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/support/fresh_folder.hpp"

namespace hineni::fuzz {

namespace {

// A device that holds the card of tests/vectors and has told of another entry.
struct Device {
    Envelope card = *read_envelope(known_file("card.envelope"));
    Listed told{{{1, 2, 3}}, {4, 5, 6}};
    FreshFolder state;
    Queue queue = *Queue::open(state.path());
    Ledger ledger = *Ledger::open(state.path());
    QueueReader reader = *QueueReader::open(state.path());

    Device() {
        if (!queue.add(card)) std::abort();
        Change change;
        Plan plan{"b", 1, {told}, {}};
        change.planned = {plan};
        change.chains = {Chain{1, sample().event, sample().device.public_half, {}, 1, {}, 1, 0}};
        if (!ledger.record(change)) std::abort();
        Change done;
        done.delivered = {plan};
        if (!ledger.record(done)) std::abort();
    }
};

void received(const Receipt& receipt) {
    static Device ours;
    const auto found = what_was_received(receipt, ours.ledger, &ours.reader);
    promise(found.has_value(), "a receipt that is believed breaks the ledger");
    promise(found->fresh.size() + found->known + found->others_bytes + found->unknown == receipt.entries.size(),
            "an entry of a receipt is counted twice or not at all");
    const Listed card{ours.card.id, mark_of(ours.card.bytes)};
    for (const auto& each : found->fresh) {
        promise(each == card || each == ours.told, "an entry counts as received that the desk cannot have");
    }
}

}  // namespace

void receipt(BytesView input) {
    static const SecretKey stranger = new_secret_key();
    const auto& [organizer, half, device, event] = sample();
    promise(!read_receipt(input, event, device, {&half, 1}) ||
                input.size() == known_file(receipt_name(event, device.public_half, half)).size(),
            "a receipt that nobody gave is believed");
    Bytes words(input.begin(), input.end());
    if (words.size() >= 48) {
        std::ranges::copy(event, words.begin() + 8);
        std::ranges::copy(device.public_half, words.begin() + 16);
    }
    const auto voucher = vouch_to(device.public_half, organizer, receipt_about, words);
    const auto file = receipt_file(words, *voucher);
    const auto read = read_receipt(file, event, device, {&half, 1});
    if (!read) return;
    promise(packing::in_order(read->entries), "entries that are not in order");
    promise(read->entries.size() <= words.size() / sizeof(Listed), "more entries than there are bytes");
    promise(receipt_file(receipt_words(*read), *voucher) == file, "a receipt that was read is written differently");
    const auto others = vouch_to(device.public_half, stranger, receipt_about, words);
    promise(!read_receipt(receipt_file(words, *others), event, device, {&half, 1}), "a stranger's receipt is believed");
    words[8 + words.size() % 40] ^= 1;
    promise(!read_receipt(receipt_file(words, *voucher), event, device, {&half, 1}),
            "a receipt is believed though it was vouched for with other words");
    received(*read);
}

}  // namespace hineni::fuzz

// A withdrawal: as it comes, and as words that the sample organizer vouches for, in a bundle with the card of
// tests/vectors, as the desk collects them.
//
// Held against it: what is read is written again byte for byte; the card is gone where the withdrawal names it, and
// only then; a stranger's withdrawal takes nothing away.
#include <algorithm>
#include <array>

#include "sync/bundle/bundle.hpp"
#include "sync/bundle/packing.hpp"
#include "sync/bundle/withdrawal.hpp"
#include "sync/desk/collect.hpp"
#include "sync/seal/vouch.hpp"
#include "tests/fuzz/support/sample.hpp"
#include "tests/fuzz/targets.hpp"

namespace hineni::fuzz {

namespace {

void look(BytesView part) {
    const auto read = take_apart_withdrawal(part);
    if (!read) return;
    const auto& entries = read->withdrawal.entries;
    promise(packing::in_order(entries), "entries that are not in order");
    promise(read->vouchers.size() >= 1 && read->vouchers.size() <= 4, "another number of organizers than an event has");
    promise(std::ranges::equal(withdrawal_part(withdrawal_words(read->withdrawal), read->vouchers), part),
            "a withdrawal that was read is written differently");
}

// How many entries are left where the card and this part came.
std::size_t left_over(BytesView part) {
    static const auto card = known_file("card.envelope");
    Collection collection(sample().organizer);
    collection.add(
        "a stick",
        make_bundle(sample().event, std::array{Part{envelope_part, card}, Part{withdrawal_part_kind, part}}).bytes);
    promise(collection.settle().has_value(), "a withdrawal keeps a collection from settling");
    return collection.size();
}

}  // namespace

void withdrawal(BytesView input) {
    static const SecretKey stranger = new_secret_key();
    static const auto card = read_envelope(known_file("card.envelope"))->id;
    look(input);
    Bytes words(input.begin(), input.end());
    if (words.size() >= 16) std::ranges::copy(sample().event, words.begin() + 8);
    const auto& half = sample().organizers_public_half;
    const auto part_by = [&](const SecretKey& key) {
        const auto voucher = *vouch_to(half, key, withdrawal_about, words);
        return withdrawal_part(words, {&voucher, 1});
    };
    const auto part = part_by(sample().organizer);
    look(part);
    const auto read = take_apart_withdrawal(part);
    if (!read || read->words != words) return;
    const bool names_it = std::ranges::find(read->withdrawal.entries, card) != read->withdrawal.entries.end();
    promise(left_over(part) == (names_it ? 0 : 1), "a withdrawal takes away something else than it names");
    promise(left_over(part_by(stranger)) == 1, "a stranger's withdrawal takes an entry away");
}

}  // namespace hineni::fuzz

// Withdrawal: an organizer's word that entries are withdrawn. It names ids and nothing else, travels like a bundle
// (part "GONE" of one that may hold no envelopes), and is stronger than any copy of the entry, whichever comes first.
// Made and checked on the desks; a device never sees one.
//
//   offset  bytes
//   0       8    "hingone1"
//   8       8    event tag
//   16      4    entries, each 16 id, in their order
//   …       1    vouchers: 1 to 4, one for each organizer of the event, each 32: over all before the count of vouchers,
//                about "hineni withdrawal v1"
#pragma once

#include <span>
#include <vector>

#include "hineni/envelope.hpp"
#include "hineni/result.hpp"
#include "hineni/seal.hpp"

namespace hineni {

inline constexpr std::string_view withdrawal_about = "hineni withdrawal v1";

struct Withdrawal {
    EventTag event{};
    std::vector<EntryId> entries;  // In their order, each once.
};

[[nodiscard]] Bytes withdrawal_words(const Withdrawal& withdrawal);
[[nodiscard]] Bytes withdrawal_part(BytesView words, std::span<const Voucher> vouchers);

struct UncheckedWithdrawal {
    Withdrawal withdrawal;
    Bytes words;
    std::vector<Voucher> vouchers;
};
// Looks at the format alone; whose word it is, the desk asks (sync/desk).
[[nodiscard]] Result<UncheckedWithdrawal> take_apart_withdrawal(BytesView part);

}  // namespace hineni

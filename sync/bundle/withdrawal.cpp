#include "sync/bundle/withdrawal.hpp"

#include <cassert>

#include "sync/bundle/packing.hpp"

namespace hineni {

namespace {

using packing::append;
using packing::append_number;

constexpr std::string_view withdrawal_start = "hingone1";
constexpr std::size_t most_vouchers = 4;

}  // namespace

Bytes withdrawal_words(const Withdrawal& withdrawal) {
    assert(packing::in_order(withdrawal.entries));
    Bytes words;
    append(words, withdrawal_start);
    append(words, withdrawal.event);
    append_number(words, withdrawal.entries.size(), 4);
    for (const auto& id : withdrawal.entries) append(words, id.bytes);
    return words;
}

Bytes withdrawal_part(BytesView words, std::span<const Voucher> vouchers) {
    assert(!vouchers.empty() && vouchers.size() <= most_vouchers);
    Bytes part(words.begin(), words.end());
    append_number(part, vouchers.size(), 1);
    for (const auto& voucher : vouchers) append(part, voucher);
    return part;
}

Result<UncheckedWithdrawal> take_apart_withdrawal(BytesView part) {
    if (!packing::starts_with(part, withdrawal_start)) return fail("read withdrawal: it is of an unknown format");
    packing::Reader reader(part.subspan(withdrawal_start.size()));
    UncheckedWithdrawal out;
    out.withdrawal.event = reader.array<sizeof(EventTag)>();
    out.withdrawal.entries.resize(reader.count(4, sizeof(EntryId)));
    for (auto& id : out.withdrawal.entries) id = {reader.array<sizeof(EntryId)>()};
    const auto words = part.size() - reader.left();
    out.vouchers.resize(reader.count(1, sizeof(Voucher)));
    for (auto& voucher : out.vouchers) voucher = reader.array<sizeof(Voucher)>();
    if (!reader.whole()) return fail("read withdrawal: it is cut off", "take it from another copy");
    if (reader.left() > 0) return fail("read withdrawal: something follows its end", "take it from another copy");
    if (out.vouchers.empty() || out.vouchers.size() > most_vouchers) {
        return fail("read withdrawal: it is vouched for to " + std::to_string(out.vouchers.size()) +
                    " organizers, and an event has 1 to 4");
    }
    if (!packing::in_order(out.withdrawal.entries)) return fail("read withdrawal: its entries are not in order");
    out.words.assign(part.begin(), part.begin() + static_cast<std::ptrdiff_t>(words));
    return out;
}

}  // namespace hineni

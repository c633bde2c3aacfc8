#include "sync/bundle/receipt.hpp"

#include <algorithm>
#include <cassert>
#include <optional>

#include "sync/bundle/bundle.hpp"
#include "sync/bundle/packing.hpp"

namespace hineni {

namespace {

using packing::append;

constexpr std::string_view receipt_start = "hinrcpt1";
constexpr std::string_view receipt_end = ".receipt";
constexpr std::size_t party_bytes = 16;
constexpr auto altered_hint = "take it from the drop or the stick once more; the desk writes it again";

// The one part of its kind in the file.
Result<Bytes> part_of(BytesView file) {
    std::size_t receipts = 0;
    Bytes found;
    const auto read = read_parts(file, [&](const Part& part) {
        if (part.kind != receipt_part) return;
        ++receipts;
        found.assign(part.bytes.begin(), part.bytes.end());
    });
    if (!read) return within("read receipt", read.error());
    if (receipts != 1)
        return fail("read receipt: the file holds " + std::to_string(receipts) + " receipts and not one");
    return found;
}

}  // namespace

std::string receipt_name(const EventTag& event, const DeviceName& device, const PublicKey& organizer) {
    Bytes parties(device.begin(), device.end());
    append(parties, organizer.bytes);
    return hex(event) + "-" + hex(BytesView(digest(parties)).first(party_bytes)) + std::string(receipt_end);
}

bool is_receipt_name(std::string_view name) {
    return packing::is_name(name, receipt_end);
}

Bytes receipt_words(const Receipt& receipt) {
    assert(packing::in_order(receipt.entries));
    Bytes words;
    append(words, receipt_start);
    append(words, receipt.event);
    append(words, receipt.device);
    packing::append_listed(words, receipt.entries);
    return words;
}

Bytes receipt_file(BytesView words, const Voucher& voucher) {
    Bytes part(words.begin(), words.end());
    append(part, voucher);
    return make_bundle({}, std::array{Part{receipt_part, part}}).bytes;
}

Result<UncheckedReceipt> take_apart_receipt(BytesView file) {
    const auto part = part_of(file);
    if (!part) return tl::unexpected(part.error());
    if (!packing::starts_with(*part, receipt_start)) return fail("read receipt: it is of an unknown format");
    packing::Reader reader(BytesView(*part).subspan(receipt_start.size()));
    UncheckedReceipt out;
    out.receipt.event = reader.array<sizeof(EventTag)>();
    out.receipt.device = reader.array<sizeof(DeviceName)>();
    out.receipt.entries = reader.listed();
    out.voucher = reader.array<sizeof(Voucher)>();
    if (!reader.whole()) return fail("read receipt: it is cut off", altered_hint);
    if (reader.left() > 0) return fail("read receipt: something follows its end", altered_hint);
    if (!packing::in_order(out.receipt.entries)) return fail("read receipt: its entries are not in order");
    out.words.assign(part->begin(), part->end() - sizeof(Voucher));
    return out;
}

Result<Receipt> read_receipt(BytesView file, const EventTag& event, const DeviceKey& me,
                             std::span<const PublicKey> organizers) {
    auto taken = take_apart_receipt(file);
    if (!taken) return tl::unexpected(taken.error());
    if (taken->receipt.event != event) return fail("read receipt: it is of another event");
    if (taken->receipt.device != me.public_half) return fail("read receipt: it is for another device");
    const bool vouched = std::ranges::any_of(organizers, [&](const PublicKey& each) {
        return vouched_for(me, each, receipt_about, taken->words, taken->voucher);
    });
    if (!vouched) return fail("read receipt: none of the event's organizers vouches for it", altered_hint);
    return std::move(taken->receipt);
}

}  // namespace hineni

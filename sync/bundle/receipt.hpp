// Receipt: an organizer's word to one device that the desk has opened these very envelopes and keeps them. It stands in
// the container of a bundle (bundle.hpp) as the part "RCPT", in a file of its own whose name the device can work out,
// so that it needs no listing from the drop:
// "<event tag, 16 hex>-<front of BLAKE2b-256 of device and organizer keys, 32 hex>.receipt".
//
//   offset  bytes
//   0       8    "hinrcpt1"
//   8       8    event tag
//   16      32   the device's public key
//   48      4    entries, each 16 id, 16 mark, in the order of the ids
//   end-32  32   the organizer's voucher to that device over all before it, about "hineni receipt v1"
//
// Receipts only add up: an old one, or the same again, takes nothing back.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "hineni/envelope.hpp"
#include "hineni/result.hpp"
#include "hineni/seal.hpp"

namespace hineni {

inline constexpr std::string_view receipt_about = "hineni receipt v1";
inline constexpr std::size_t largest_receipt = 4UL * 1024 * 1024;  // Bytes of the file: 130,000 entries.

struct Receipt {
    EventTag event{};
    DeviceName device{};
    std::vector<Listed> entries;  // By id, each once.
};

[[nodiscard]] std::string receipt_name(const EventTag& event, const DeviceName& device, const PublicKey& organizer);
[[nodiscard]] bool is_receipt_name(std::string_view name);

// What the organizer vouches for, and the whole file around it.
[[nodiscard]] Bytes receipt_words(const Receipt& receipt);
[[nodiscard]] Bytes receipt_file(BytesView words, const Voucher& voucher);

// The device's side. Fails where the file is of another device or event, cut off, altered, or vouched for by none of
// `organizers`.
[[nodiscard]] Result<Receipt> read_receipt(BytesView file, const EventTag& event, const DeviceKey& me,
                                           std::span<const PublicKey> organizers);
// The same words without asking who vouches: for the desk, which adds to a receipt that it finds and checks it itself.
struct UncheckedReceipt {
    Receipt receipt;
    Bytes words;
    Voucher voucher{};
};
[[nodiscard]] Result<UncheckedReceipt> take_apart_receipt(BytesView file);

}  // namespace hineni

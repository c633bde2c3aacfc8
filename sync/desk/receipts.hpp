// Receipts: which entries the desk can give each device its word for. Pure; README.md says when there is none.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sync/bundle/receipt.hpp"
#include "sync/desk/evidence.hpp"

namespace hineni {

struct DueReceipts {
    std::vector<Receipt> receipts;  // One for each device and event.
    std::size_t entries = 0;
    std::vector<std::string> withheld;  // "entry …: why", one a line.
};

// `findings`: of an evidence with a key. For what was opened, the device's signature inside being right, and is not
// something else than that device stated.
// Fails as Findings::see() does.
[[nodiscard]] Result<DueReceipts> receipts_due(Findings& findings);
[[nodiscard]] inline Result<DueReceipts> receipts_due(Findings&& findings) {
    return receipts_due(findings);
}

// Both of the same device and event. Where they differ about an entry, the desk has what `now` says.
[[nodiscard]] Receipt added_up(const Receipt& before, const Receipt& now);

// What lies under a receipt's name already, where this key vouches for it and it is meant for the same device and
// event. Nothing else is added to.
[[nodiscard]] Result<Receipt> own_receipt(BytesView file, const Receipt& meant, const SecretKey& key);
[[nodiscard]] Result<Bytes> receipt_file(const Receipt& receipt, const SecretKey& key);

}  // namespace hineni

// Receiving: what a receipt changes on the device. It counts for exactly the entries that it lists by the mark of our
// own envelope; whose word it is, read_receipt() has asked.
#pragma once

#include <string_view>

#include "hineni/queue.hpp"
#include "sync/bundle/receipt.hpp"
#include "sync/queue/ledger.hpp"

namespace hineni {

struct Received {
    std::vector<Listed> fresh;     // Not known to be received before; ours to the byte.
    std::size_t known = 0;         // Received before.
    std::size_t others_bytes = 0;  // Listed with another mark than our own envelope's: counted as nothing.
    std::size_t unknown = 0;       // Neither in the ledger nor in the queue.
};
// Changes nothing. `queue` may be null: there is none.
[[nodiscard]] Result<Received> what_was_received(const Receipt& receipt, Ledger& ledger, QueueReader* queue);

}  // namespace hineni

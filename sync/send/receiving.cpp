#include "sync/send/receiving.hpp"

namespace hineni {

Result<Received> what_was_received(const Receipt& receipt, Ledger& ledger, QueueReader* queue) {
    Received out;
    for (const auto& entry : receipt.entries) {
        const auto known = ledger.known(entry.id);
        if (!known) return tl::unexpected(known.error());
        std::optional<EnvelopeMark> mark;
        if (*known) mark = (*known)->mark;
        if (!mark && queue != nullptr) {
            // Not sent yet: it came to the desk on a stick.
            const auto bytes = queue->bytes(entry.id);
            if (!bytes) return tl::unexpected(bytes.error());
            if (*bytes) mark = mark_of(**bytes);
        }
        if (!mark) {
            ++out.unknown;
        } else if (*mark != entry.mark) {
            ++out.others_bytes;
        } else if (*known && (*known)->received) {
            ++out.known;
        } else {
            out.fresh.push_back(entry);
        }
    }
    return out;
}

}  // namespace hineni

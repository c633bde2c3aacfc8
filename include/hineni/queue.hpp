// Queue: envelopes on disk until the organizers have them. SQLite behind it, in sync/queue.
//
// queue.db has one writer, the kiosk, through Queue. Sync reads it through the read-only QueueReader and keeps what
// became of each envelope in a ledger of its own, deliveries.db, which the kiosk may read. Keys are random entry ids;
// nothing in the file says when or in which order entries came.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "hineni/envelope.hpp"
#include "hineni/result.hpp"

namespace hineni {

enum class Erase { Received, Delivered };  // When the kiosk may let go of an entry.

class Queue {
  public:
    // Opens or makes `state`/queue.db. Sets journal_mode=WAL and synchronous=FULL, reads both back and refuses
    // anything else; refuses a second writer and a file that is not a queue.
    [[nodiscard]] static Result<Queue> open(const std::filesystem::path& state);
    Queue(Queue&&) noexcept;
    Queue& operator=(Queue&&) noexcept;
    ~Queue();

    // Returns only after the envelope was committed to the disk and read back byte for byte. Adding the same envelope
    // again changes nothing and succeeds; the same id with other bytes fails.
    [[nodiscard]] Result<void> add(const Envelope& envelope);

    // Erases envelopes so that no byte of them is left in the file or beside it (secure_delete, and the -wal file is
    // emptied). Passes over what the queue does not hold. Only for what may_be_erased() names. The tally stays.
    [[nodiscard]] Result<void> erase(std::span<const EntryId> ids);

    // Entries ever added on this device, also those erased since.
    [[nodiscard]] Result<std::size_t> tally();

  private:
    struct Inside;
    explicit Queue(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

class QueueReader {
  public:
    // Fails where there is no queue yet.
    [[nodiscard]] static Result<QueueReader> open(const std::filesystem::path& state);
    QueueReader(QueueReader&&) noexcept;
    QueueReader& operator=(QueueReader&&) noexcept;
    ~QueueReader();

    // Ids of all envelopes in the queue, in the order of the (random) ids.
    [[nodiscard]] Result<std::vector<EntryId>> ids();
    // Nothing where the queue does not hold it (any more).
    [[nodiscard]] Result<std::optional<Bytes>> bytes(const EntryId& id);
    // Shows envelopes in the order of `ids`, all from one moment of the queue, until `see` gives false. Passes over
    // those that the queue does not hold. The view ends with the call of `see`.
    using See = std::function<bool(const EntryId& id, BytesView bytes)>;
    [[nodiscard]] Result<void> read(std::span<const EntryId> ids, const See& see);
    // Entries ever added, also those erased since.
    [[nodiscard]] Result<std::size_t> tally();

  private:
    struct Inside;
    explicit QueueReader(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

// Envelopes that the queue still holds and that the pack's rule lets go: received by a desk (or, where the pack says
// so, delivered), the very bytes that the queue holds, and at least `after_days` days ago. Days count only where they
// are known to have passed: by a clock that was believed at both ends, or by the running of the device. Read from
// sync's ledger; nothing where there is none. Waits for nobody.
//
// The rule is that of `event`: what is in the queue for an earlier one, whose organizers may have wanted more, goes
// only when it was received.
[[nodiscard]] Result<std::vector<EntryId>> may_be_erased(const std::filesystem::path& state, const EventTag& event,
                                                         Erase rule, int after_days, const Moment& now);

}  // namespace hineni

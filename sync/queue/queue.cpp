// The one writer of queue.db.
#include "hineni/queue.hpp"

#include <algorithm>
#include <utility>

#include "sync/queue/blank_pages.hpp"
#include "sync/queue/schema.hpp"

namespace hineni {

struct Queue::Inside {
    Database database;
    Query find;
    Query insert;
    Query remove;
    Query count_one;
    Query count;
    BlankPages blank;
    // The -wal file may still hold what was erased, also by a program that died before it could empty it; and it lists
    // what was added in its order.
    bool wal_to_empty = true;

    // Nothing where there is no such envelope; otherwise whether it is the same, read from the file.
    Result<std::optional<bool>> holds(const Envelope& envelope) {
        const ResetAtEnd at_end(find);
        find.bind(1, BytesView(envelope.id.bytes));
        const auto row = find.step();
        if (!row) return tl::unexpected(row.error());
        if (!*row) return std::nullopt;
        return std::ranges::equal(find.bytes(0), envelope.bytes);
    }

    Result<void> commit(const Envelope& envelope) {
        auto transaction = Transaction::begin(database);
        if (!transaction) return tl::unexpected(transaction.error());
        insert.bind(1, BytesView(envelope.id.bytes));
        insert.bind(2, BytesView(envelope.bytes));
        if (auto inserted = insert.run(); !inserted) return inserted;
        if (auto counted = count_one.run(); !counted) return counted;
        return transaction->commit();
    }

    Result<void> remove_all(std::span<const EntryId> ids) {
        auto transaction = Transaction::begin(database);
        if (!transaction) return tl::unexpected(transaction.error());
        for (const auto& id : ids) {
            remove.bind(1, BytesView(id.bytes));
            if (auto removed = remove.run(); !removed) return removed;
        }
        return transaction->commit();
    }
};

Queue::Queue(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Queue::Queue(Queue&&) noexcept = default;
Queue& Queue::operator=(Queue&&) noexcept = default;
Queue::~Queue() = default;

Result<Queue> Queue::open(const std::filesystem::path& state) {
    constexpr auto attempt = "open queue";
    auto database = Database::open_to_write(state / "queue.db", queue_file);
    if (!database) return tl::unexpected(database.error());
    auto find = database->prepare("SELECT bytes FROM envelope WHERE id = ?1");
    if (!find) return within(attempt, find.error());
    auto insert = database->prepare("INSERT INTO envelope (id, bytes) VALUES (?1, ?2)");
    if (!insert) return within(attempt, insert.error());
    auto remove = database->prepare("DELETE FROM envelope WHERE id = ?1");
    if (!remove) return within(attempt, remove.error());
    auto count_one = database->prepare("UPDATE tally SET added = added + 1 WHERE only = 1");
    if (!count_one) return within(attempt, count_one.error());
    auto count = database->prepare("SELECT added FROM tally WHERE only = 1");
    if (!count) return within(attempt, count.error());
    auto blank = BlankPages::of(*database);
    if (!blank) return within(attempt, blank.error());
    blank->top_up(*database);  // Now rather than while the first attendee waits.
    return Queue(
        std::make_unique<Inside>(Inside{std::move(*database), std::move(*find), std::move(*insert), std::move(*remove),
                                        std::move(*count_one), std::move(*count), std::move(*blank)}));
}

Result<void> Queue::add(const Envelope& envelope) {
    constexpr auto attempt = "add to queue";
    const auto before = inside_->holds(envelope);
    if (!before) return within(attempt, before.error());
    if (before->has_value()) {
        if (**before) return {};
        return fail("add to queue: it holds another envelope of the same id");
    }
    inside_->blank.top_up(inside_->database);
    inside_->wal_to_empty = true;
    if (auto committed = inside_->commit(envelope); !committed) return within(attempt, committed.error());
    // From the file, not from memory: what is acknowledged is what was read.
    inside_->database.forget_cache();
    const auto after = inside_->holds(envelope);
    if (!after) return within("add to queue: read back", after.error());
    if (!after->value_or(false)) {
        return fail("add to queue: read back: the disk gave back something else",
                    "do not use this disk any longer; keep it, the entries before are on it");
    }
    return {};
}

Result<void> Queue::erase(std::span<const EntryId> ids) {
    constexpr auto attempt = "erase from queue";
    auto& inside = *inside_;
    if (!ids.empty()) {
        inside.wal_to_empty = true;
        if (auto removed = inside.remove_all(ids); !removed) return within(attempt, removed.error());
    }
    if (!inside.wal_to_empty) return {};
    const auto emptied = inside.database.empty_wal();
    if (!emptied) return within(attempt, emptied.error());
    inside.wal_to_empty = !*emptied;
    inside.database.forget_cache();
    return {};
}

Result<std::size_t> Queue::tally() {
    auto& count = inside_->count;
    const ResetAtEnd at_end(count);
    const auto row = count.step();
    if (!row) return within("count queue", row.error());
    if (!*row) return fail("count queue: its tally is missing");
    return static_cast<std::size_t>(count.number(0));
}

}  // namespace hineni

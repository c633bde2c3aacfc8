// Reads queue.db and never changes it.
#include <algorithm>
#include <utility>

#include "hineni/queue.hpp"
#include "sync/queue/schema.hpp"

namespace hineni {

struct QueueReader::Inside {
    Database database;
    Query all;
    Query one;
    Query count;
};

QueueReader::QueueReader(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
QueueReader::QueueReader(QueueReader&&) noexcept = default;
QueueReader& QueueReader::operator=(QueueReader&&) noexcept = default;
QueueReader::~QueueReader() = default;

Result<QueueReader> QueueReader::open(const std::filesystem::path& state) {
    constexpr auto attempt = "read queue";
    auto database = Database::open_to_read(state / "queue.db", queue_file);
    if (!database) return tl::unexpected(database.error());
    auto all = database->prepare("SELECT id FROM envelope ORDER BY id");
    if (!all) return within(attempt, all.error());
    auto one = database->prepare("SELECT bytes FROM envelope WHERE id = ?1");
    if (!one) return within(attempt, one.error());
    auto count = database->prepare("SELECT added FROM tally WHERE only = 1");
    if (!count) return within(attempt, count.error());
    return QueueReader(
        std::make_unique<Inside>(Inside{std::move(*database), std::move(*all), std::move(*one), std::move(*count)}));
}

Result<std::size_t> QueueReader::tally() {
    auto& count = inside_->count;
    const ResetAtEnd at_end(count);
    const auto row = count.step();
    if (!row) return within("read queue", row.error());
    if (!*row) return fail("read queue: its tally is missing");
    return static_cast<std::size_t>(count.number(0));
}

Result<std::vector<EntryId>> QueueReader::ids() {
    auto& all = inside_->all;
    const ResetAtEnd at_end(all);
    std::vector<EntryId> ids;
    for (;;) {
        const auto row = all.step();
        if (!row) return within("read queue", row.error());
        if (!*row) return ids;
        const auto bytes = all.bytes(0);
        EntryId id;
        if (bytes.size() != id.bytes.size()) return fail("read queue: an entry's id has the wrong length");
        std::ranges::copy(bytes, id.bytes.begin());
        ids.push_back(id);
    }
}

Result<std::optional<Bytes>> QueueReader::bytes(const EntryId& id) {
    auto& one = inside_->one;
    const ResetAtEnd at_end(one);
    one.bind(1, BytesView(id.bytes));
    const auto row = one.step();
    if (!row) return within("read queue", row.error());
    if (!*row) return std::nullopt;
    const auto bytes = one.bytes(0);
    return Bytes(bytes.begin(), bytes.end());
}

// One transaction: each by itself would take and give back SQLite's locks, which costs as much as reading.
Result<void> QueueReader::read(std::span<const EntryId> ids, const See& see) {
    auto& database = inside_->database;
    auto& one = inside_->one;
    if (auto begun = database.run("BEGIN"); !begun) return within("read queue", begun.error());
    const auto show = [&]() -> Result<void> {
        for (const auto& id : ids) {
            const ResetAtEnd at_end(one);
            one.bind(1, BytesView(id.bytes));
            const auto row = one.step();
            if (!row) return within("read queue", row.error());
            if (*row && !see(id, one.bytes(0))) break;
        }
        return {};
    };
    auto shown = show();
    database.undo();
    return shown;
}

}  // namespace hineni

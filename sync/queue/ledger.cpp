#include "sync/queue/ledger.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include "hineni/queue.hpp"
#include "sync/queue/database.hpp"

namespace hineni {

namespace {

enum State : std::int64_t { delivered_state = 1, set_aside_state = 2 };

// `news` has at most one row: what else there is to tell.
constexpr Kind ledger_kind{0x48694C67,  // "HiLg"
                           1,
                           "CREATE TABLE entry (id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),"
                           " state INTEGER NOT NULL CHECK (state IN (1, 2)),"  // 1 delivered, 2 set aside
                           " reason TEXT) WITHOUT ROWID;"
                           // Ids one after the other: a row for each would cost more than all the rest.
                           "CREATE TABLE plan (bundle TEXT PRIMARY KEY NOT NULL,"
                           " ids BLOB NOT NULL CHECK (length(ids) % 16 = 0)) WITHOUT ROWID;"
                           "CREATE TABLE last_delivery (one INTEGER PRIMARY KEY CHECK (one = 1), boot BLOB NOT NULL,"
                           " since_boot_ms INTEGER NOT NULL, unix_s INTEGER, within_s INTEGER NOT NULL);"
                           "CREATE TABLE hindrance (one INTEGER PRIMARY KEY CHECK (one = 1), why TEXT NOT NULL,"
                           " hint TEXT NOT NULL);",
                           "ledger", PowerCut::MayLoseTheLastCommits};

std::filesystem::path file_in(const std::filesystem::path& state) {
    return state / "deliveries.db";
}

constexpr std::size_t id_size = 16;

EntryId id_in(BytesView bytes) {
    EntryId id;
    std::copy_n(bytes.begin(), std::min(bytes.size(), id.bytes.size()), id.bytes.begin());
    return id;
}

Bytes joined(const std::vector<EntryId>& ids) {
    Bytes bytes;
    bytes.reserve(ids.size() * id_size);
    for (const auto& id : ids) bytes.insert(bytes.end(), id.bytes.begin(), id.bytes.end());
    return bytes;
}

std::vector<EntryId> parted(BytesView bytes) {
    std::vector<EntryId> ids;
    for (; bytes.size() >= id_size; bytes = bytes.subspan(id_size)) ids.push_back(id_in(bytes));
    return ids;
}

// Calls `each` for every row of a question without parameters.
template <class Each>
Result<void> for_rows(Database& database, std::string_view sql, Each each) {
    auto statement = database.prepare(sql);
    if (!statement) return tl::unexpected(statement.error());
    for (;;) {
        const auto row = statement->step();
        if (!row) return tl::unexpected(row.error());
        if (!*row) return {};
        each(*statement);
    }
}

Result<std::vector<EntryId>> settled_in(Database& database) {
    std::vector<EntryId> ids;
    auto read = for_rows(database, "SELECT id FROM entry ORDER BY id",
                         [&](Statement& row) { ids.push_back(id_in(row.bytes(0))); });
    if (!read) return within("read the ledger", read.error());
    return ids;
}

}  // namespace

struct Ledger::Inside {
    Database database;
    Statement settle;
    Statement add_plan;
};

Ledger::Ledger(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Result<Ledger> Ledger::open(const std::filesystem::path& state) {
    auto database = Database::open_to_write(file_in(state), ledger_kind);
    if (!database) return tl::unexpected(database.error());
    // What the drop has stays so: a later reason to set it aside does not count.
    auto settle = database->prepare(
        "INSERT INTO entry (id, state, reason) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET"
        " state = excluded.state, reason = excluded.reason WHERE entry.state <> 1");
    if (!settle) return within("open ledger", settle.error());
    auto add_plan = database->prepare("INSERT INTO plan (bundle, ids) VALUES (?1, ?2)");
    if (!add_plan) return within("open ledger", add_plan.error());
    return Ledger(std::make_unique<Inside>(Inside{std::move(*database), std::move(*settle), std::move(*add_plan)}));
}

namespace {

Result<void> settle_all(Statement& settle, const Change& change) {
    for (const auto& id : change.delivered) {
        settle.bind(1, id.bytes);
        settle.bind(2, std::int64_t{delivered_state});
        settle.bind_null(3);
        if (auto done = settle.run(); !done) return done;
    }
    for (const auto& [id, reason] : change.set_aside) {
        settle.bind(1, id.bytes);
        settle.bind(2, std::int64_t{set_aside_state});
        settle.bind(3, std::string_view(reason));
        if (auto done = settle.run(); !done) return done;
    }
    return {};
}

Result<void> write_moment(Database& database, const Moment& when) {
    auto statement = database.prepare(
        "INSERT OR REPLACE INTO last_delivery (one, boot, since_boot_ms, unix_s, within_s) VALUES (1, ?1, ?2, ?3, ?4)");
    if (!statement) return tl::unexpected(statement.error());
    statement->bind(1, BytesView(when.boot));
    statement->bind(2, std::int64_t{when.since_boot.count()});
    if (when.unix_s) {
        statement->bind(3, *when.unix_s);
    } else {
        statement->bind_null(3);
    }
    statement->bind(4, std::int64_t{when.within_s});
    return statement->run();
}

Result<void> write_hindrance(Database& database, const std::optional<Hindrance>& hindrance) {
    if (!hindrance) return database.run("DELETE FROM hindrance");
    auto statement = database.prepare("INSERT OR REPLACE INTO hindrance (one, why, hint) VALUES (1, ?1, ?2)");
    if (!statement) return tl::unexpected(statement.error());
    statement->bind(1, std::string_view(hindrance->why));
    statement->bind(2, std::string_view(hindrance->hint));
    return statement->run();
}

}  // namespace

Result<void> Ledger::record(const Change& change) {
    const auto write = [&]() -> Result<void> {
        auto& [database, settle, add_plan] = *inside_;
        auto transaction = Transaction::begin(database);
        if (!transaction) return tl::unexpected(transaction.error());
        if (auto done = settle_all(settle, change); !done) return done;
        if (auto done = database.run("DELETE FROM plan"); !done) return done;
        for (const auto& plan : change.plans) {
            add_plan.bind(1, std::string_view(plan.bundle));
            add_plan.bind(2, BytesView(joined(plan.ids)));
            if (auto done = add_plan.run(); !done) return done;
        }
        if (change.when) {
            if (auto done = write_moment(database, *change.when); !done) return done;
        }
        if (auto done = write_hindrance(database, change.hindrance); !done) return done;
        return transaction->commit();
    };
    auto written = write();
    if (!written) return within("write the ledger", written.error());
    return {};
}

Result<void> Ledger::reconsider() {
    auto done = inside_->database.run("DELETE FROM entry WHERE state = 2");
    if (!done) return within("write the ledger", done.error());
    return {};
}

Result<std::vector<Plan>> Ledger::plans() {
    std::vector<Plan> plans;
    auto read = for_rows(inside_->database, "SELECT bundle, ids FROM plan ORDER BY bundle", [&](Statement& row) {
        plans.push_back({std::string(row.text(0)), parted(row.bytes(1))});
    });
    if (!read) return within("read the ledger", read.error());
    return plans;
}

Result<std::vector<EntryId>> Ledger::settled() {
    return settled_in(inside_->database);
}

namespace {

// Everything of deliveries.db. `settled`: every id that no longer waits.
Result<void> read_ledger(Database& database, Standing& standing, std::vector<EntryId>& settled) {
    auto ids = settled_in(database);
    if (!ids) return tl::unexpected(ids.error());
    settled = std::move(*ids);
    auto read =
        for_rows(database, "SELECT state, reason, count(*) FROM entry GROUP BY state, reason ORDER BY 3 DESC, 2",
                 [&](Statement& row) {
                     const auto count = static_cast<std::size_t>(row.number(2));
                     if (row.number(0) == delivered_state) {
                         standing.delivered += count;
                     } else {
                         standing.set_aside += count;
                         standing.reasons.emplace_back(row.text(1), count);
                     }
                 });
    if (!read) return read;
    read = for_rows(database, "SELECT boot, since_boot_ms, unix_s, within_s FROM last_delivery", [&](Statement& row) {
        Moment when;
        const auto boot = row.bytes(0);
        std::copy_n(boot.begin(), std::min(boot.size(), when.boot.size()), when.boot.begin());
        when.since_boot = Monotonic(row.number(1));
        if (!row.is_null(2)) when.unix_s = row.number(2);
        when.within_s = static_cast<int>(row.number(3));
        standing.last_delivery = when;
    });
    if (!read) return read;
    return for_rows(database, "SELECT why, hint FROM hindrance", [&](Statement& row) {
        standing.hindrance = Hindrance{std::string(row.text(0)), std::string(row.text(1))};
    });
}

}  // namespace

Result<Standing> read_standing(const std::filesystem::path& state) {
    Standing standing;
    std::vector<EntryId> settled;
    std::error_code none;
    // The ledger first: what is delivered between the two looks then counts as waiting, never the other way round.
    if (std::filesystem::exists(file_in(state), none)) {
        auto database = Database::open_to_read(file_in(state), ledger_kind);
        if (!database) return tl::unexpected(database.error());
        // One snapshot for all its questions.
        if (auto begun = database->run("BEGIN"); !begun) return within("read the ledger", begun.error());
        if (auto read = read_ledger(*database, standing, settled); !read)
            return within("read the ledger", read.error());
    }
    if (std::filesystem::exists(state / "queue.db", none)) {
        auto queue = QueueReader::open(state);
        if (!queue) return tl::unexpected(queue.error());
        const auto ids = queue->ids();
        if (!ids) return tl::unexpected(ids.error());
        standing.safe_here = ids->size();
        standing.waiting = static_cast<std::size_t>(std::count_if(ids->begin(), ids->end(), [&](const EntryId& id) {
            return !std::binary_search(settled.begin(), settled.end(), id);
        }));
    }
    return standing;
}

bool being_written(const std::filesystem::path& database) {
    constexpr off_t write_lock = 120;  // And 121: the lock for moving commits from the -wal.
    const std::string shared = database.string() + "-shm";
    const int file = ::open(shared.c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0) return false;  // Nobody has it open, or nobody whom we may ask.
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = write_lock;
    lock.l_len = 2;
    const bool taken = ::fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    ::close(file);
    return taken;
}

}  // namespace hineni

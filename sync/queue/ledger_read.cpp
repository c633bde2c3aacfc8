// Reading deliveries.db, beside its writer or without one.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include "hineni/queue.hpp"
#include "sync/queue/ledger_file.hpp"

namespace hineni {

namespace ledger_file {

Result<std::vector<EntryId>> settled_in(Database& database) {
    std::vector<EntryId> ids;
    auto read = for_rows(database, "SELECT id FROM entry WHERE state >= 2 ORDER BY id",
                         [&](Query& row) { ids.push_back(id_in(row.bytes(0))); });
    if (!read) return within("read the ledger", read.error());
    return ids;
}

Result<std::vector<Chain>> chains_in(Database& database) {
    std::vector<Chain> chains;
    auto read =
        for_rows(database, "SELECT key, event, device, id, next, before, told, told_whole FROM chain ORDER BY key",
                 [&](Query& row) {
                     chains.push_back({row.number(0), array_in<8>(row.bytes(1)), array_in<32>(row.bytes(2)),
                                       array_in<16>(row.bytes(3)), static_cast<std::uint64_t>(row.number(4)),
                                       array_in<32>(row.bytes(5)), static_cast<std::uint64_t>(row.number(6)),
                                       static_cast<std::uint64_t>(row.number(7))});
                 });
    if (!read) return within("read the ledger", read.error());
    return chains;
}

Result<std::vector<Listed>> listed_in(Database& database, std::int64_t chain) {
    std::vector<Listed> entries;
    for (const char* sql :
         {"SELECT id, mark FROM entry WHERE chain = ?1", "SELECT entries FROM plan WHERE chain = ?1"}) {
        auto ask = database.prepare(sql);
        if (!ask) return within("read the ledger", ask.error());
        ask->bind(1, chain);
        auto read = for_rows(*ask, [&](Query& row) {
            if (entries.capacity() == 0) entries.reserve(64);
            const bool whole_plan = row.bytes(0).size() != 16;
            if (whole_plan) {
                const auto more = parted(row.bytes(0));
                entries.insert(entries.end(), more.begin(), more.end());
            } else {
                entries.push_back({id_in(row.bytes(0)), array_in<16>(row.bytes(1))});
            }
        });
        if (!read) return within("read the ledger", read.error());
    }
    std::sort(entries.begin(), entries.end());
    const auto same_id = [](const Listed& a, const Listed& b) { return a.id == b.id; };
    entries.erase(std::unique(entries.begin(), entries.end(), same_id), entries.end());
    return entries;
}

Result<std::vector<Boot>> boots_in(Database& database) {
    std::vector<Boot> boots;
    auto read = for_rows(database, "SELECT number, id, lasted_ms FROM boot ORDER BY number", [&](Query& row) {
        boots.push_back({row.number(0), array_in<16>(row.bytes(1)), Monotonic(row.number(2)), {}});
    });
    if (!read) return within("read the ledger", read.error());
    read = for_rows(
        database, "SELECT boot, since_boot_ms, unix_s, within_s FROM known ORDER BY boot, since_boot_ms",
        [&](Query& row) {
            const auto boot = std::find_if(boots.begin(), boots.end(),
                                           [&](const Boot& each) { return each.number == row.number(0); });
            if (boot == boots.end()) return;
            boot->known.push_back({boot->id, Monotonic(row.number(1)), row.number(2), static_cast<int>(row.number(3))});
        });
    if (!read) return within("read the ledger", read.error());
    return boots;
}

}  // namespace ledger_file

using namespace ledger_file;

namespace {

Result<void> read_counts(Database& database, Standing& standing) {
    return for_rows(database, "SELECT state, reason, count(*) FROM entry GROUP BY state, reason ORDER BY 3 DESC, 2",
                    [&](Query& row) {
                        const auto count = static_cast<std::size_t>(row.number(2));
                        if (row.number(0) >= delivered) standing.delivered += count;
                        if (row.number(0) == received) standing.received += count;
                        if (row.number(0) != set_aside) return;
                        standing.set_aside += count;
                        standing.reasons.emplace_back(row.text(1), count);
                    });
}

Result<void> read_the_rest(Database& database, Standing& standing) {
    auto read = for_rows(database, "SELECT boot, since_boot_ms, unix_s, within_s FROM last_delivery", [&](Query& row) {
        Moment when;
        when.boot = array_in<16>(row.bytes(0));
        when.since_boot = Monotonic(row.number(1));
        if (!row.is_null(2)) when.unix_s = row.number(2);
        when.within_s = static_cast<int>(row.number(3));
        standing.last_delivery = when;
    });
    if (!read) return read;
    return for_rows(database, "SELECT why, hint FROM hindrance", [&](Query& row) {
        standing.hindrance = Hindrance{std::string(row.text(0)), std::string(row.text(1))};
    });
}

// Nothing where there is none yet.
Result<std::optional<Database>> snapshot(const std::filesystem::path& state) {
    std::error_code none;
    if (!std::filesystem::exists(in(state), none)) return std::nullopt;
    auto database = Database::open_to_read(in(state), kind);
    if (!database) return tl::unexpected(database.error());
    // One moment for all its questions.
    if (auto begun = database->run("BEGIN"); !begun) return within("read the ledger", begun.error());
    return std::move(*database);
}

}  // namespace

Result<Standing> read_standing(const std::filesystem::path& state) {
    Standing standing;
    std::vector<EntryId> settled;
    // The ledger first: what is delivered between the two looks then counts as waiting, never the other way round.
    auto ledger = snapshot(state);
    if (!ledger) return tl::unexpected(ledger.error());
    if (*ledger) {
        auto ids = settled_in(**ledger);
        if (!ids) return tl::unexpected(ids.error());
        settled = std::move(*ids);
        for (const auto read : {read_counts, read_the_rest}) {
            if (auto done = read(**ledger, standing); !done) return within("read the ledger", done.error());
        }
    }
    std::error_code none;
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

Result<Told> read_told(const std::filesystem::path& state) {
    Told told;
    auto ledger = snapshot(state);
    if (!ledger) return tl::unexpected(ledger.error());
    if (!*ledger) return told;
    const auto chains = chains_in(**ledger);
    if (!chains) return tl::unexpected(chains.error());
    for (const auto& chain : *chains) {
        auto entries = listed_in(**ledger, chain.key);
        if (!entries) return tl::unexpected(entries.error());
        told.chains.push_back({chain, std::move(*entries)});
    }
    auto boots = boots_in(**ledger);
    if (!boots) return tl::unexpected(boots.error());
    told.boots = std::move(*boots);
    return told;
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

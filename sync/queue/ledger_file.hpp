// The tables of deliveries.db, version 2 (README.md), and what its writer and its readers ask alike.
#pragma once

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <vector>

#include "sync/queue/database.hpp"
#include "sync/queue/ledger.hpp"

namespace hineni::ledger_file {

// Each may become a later one and never an earlier one.
enum State : std::int64_t { told = 1, set_aside = 2, delivered = 3, received = 4 };

inline constexpr DatabaseKind kind{
    0x48694C67,  // "HiLg"
    2,
    R"sql(
        CREATE TABLE chain (
            key        INTEGER PRIMARY KEY,
            event      BLOB NOT NULL CHECK (length(event) = 8),
            device     BLOB NOT NULL CHECK (length(device) = 32),
            id         BLOB NOT NULL CHECK (length(id) = 16),
            next       INTEGER NOT NULL,
            before     BLOB NOT NULL CHECK (length(before) = 32),
            told       INTEGER NOT NULL,
            told_whole INTEGER NOT NULL
        ) STRICT;

        -- boot and day: when it got into its state, no finer than a day of the device's running; NULL: unknown.
        CREATE TABLE entry (
            id     BLOB PRIMARY KEY CHECK (length(id) = 16),
            mark   BLOB NOT NULL CHECK (length(mark) = 16),
            chain  INTEGER NOT NULL,
            state  INTEGER NOT NULL CHECK (state BETWEEN 1 AND 4),
            reason TEXT,
            boot   INTEGER,
            day    INTEGER
        ) STRICT, WITHOUT ROWID;

        -- entries: 16 bytes id, 16 mark, one after the other: a row for each would cost more than all the rest.
        CREATE TABLE plan (
            bundle    TEXT PRIMARY KEY,
            chain     INTEGER NOT NULL,
            entries   BLOB NOT NULL CHECK (length(entries) % 32 = 0),
            statement BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE boot (
            number    INTEGER PRIMARY KEY,
            id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            lasted_ms INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE known (
            boot          INTEGER NOT NULL,
            since_boot_ms INTEGER NOT NULL,
            unix_s        INTEGER NOT NULL,
            within_s      INTEGER NOT NULL
        ) STRICT;

        -- At most one row each.
        CREATE TABLE last_delivery (
            one           INTEGER PRIMARY KEY CHECK (one = 1),
            boot          BLOB NOT NULL,
            since_boot_ms INTEGER NOT NULL,
            unix_s        INTEGER,
            within_s      INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE hindrance (
            one  INTEGER PRIMARY KEY CHECK (one = 1),
            why  TEXT NOT NULL,
            hint TEXT NOT NULL
        ) STRICT;
    )sql",
    "ledger",
    "move deliveries.db away: nothing is lost by it, all entries are sent again and each counts once",
};

[[nodiscard]] inline std::filesystem::path in(const std::filesystem::path& state) {
    return state / "deliveries.db";
}

// A day of the device's running, from its start on.
inline constexpr Monotonic day = std::chrono::hours(24);

template <std::size_t size>
[[nodiscard]] std::array<std::uint8_t, size> array_in(BytesView bytes) {
    std::array<std::uint8_t, size> out{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), size), out.begin());
    return out;
}

[[nodiscard]] inline EntryId id_in(BytesView bytes) {
    return {array_in<16>(bytes)};
}

[[nodiscard]] inline std::vector<Listed> parted(BytesView bytes) {
    std::vector<Listed> entries;
    for (; bytes.size() >= 32; bytes = bytes.subspan(32)) {
        entries.push_back({id_in(bytes), array_in<16>(bytes.subspan(16))});
    }
    return entries;
}

// Calls `each` for every row.
template <class Each>
[[nodiscard]] Result<void> for_rows(Query& statement, Each each) {
    const ResetAtEnd at_end(statement);
    for (;;) {
        const auto row = statement.step();
        if (!row) return tl::unexpected(row.error());
        if (!*row) return {};
        each(statement);
    }
}

template <class Each>
[[nodiscard]] Result<void> for_rows(Database& database, std::string_view sql, Each each) {
    auto statement = database.prepare(sql);
    if (!statement) return tl::unexpected(statement.error());
    return for_rows(*statement, each);
}

// In ledger_write.cpp; inside a transaction.
[[nodiscard]] Result<void> put_chain(Database& database, const Chain& chain);
[[nodiscard]] Result<void> put_boot(Database& database, const Boot& boot);
[[nodiscard]] Result<void> put_moment(Database& database, const Moment& when);
[[nodiscard]] Result<void> put_hindrance(Database& database, const std::optional<Hindrance>& hindrance);

// In ledger_read.cpp.
[[nodiscard]] Result<std::vector<EntryId>> settled_in(Database& database);
[[nodiscard]] Result<std::vector<Chain>> chains_in(Database& database);
[[nodiscard]] Result<std::vector<Listed>> listed_in(Database& database, std::int64_t chain);
[[nodiscard]] Result<std::vector<Boot>> boots_in(Database& database);

}  // namespace hineni::ledger_file

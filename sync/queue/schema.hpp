// The tables of queue.db, version 1 (README.md).
#pragma once

#include "sync/queue/database.hpp"

namespace hineni {

inline constexpr DatabaseKind queue_file{
    0x486E5131,  // "HnQ1"
    1,
    R"sql(
        CREATE TABLE envelope (
            id    BLOB PRIMARY KEY CHECK (length(id) = 16),
            bytes BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- One row: envelopes ever added, also those erased since.
        CREATE TABLE tally (
            only  INTEGER PRIMARY KEY CHECK (only = 1),
            added INTEGER NOT NULL
        ) STRICT;
        INSERT INTO tally VALUES (1, 0);

        -- Empty but for the moment in which free pages are shuffled.
        CREATE TABLE blank (
            number INTEGER PRIMARY KEY,
            bytes  BLOB NOT NULL
        ) STRICT;
    )sql",
    "queue",
};

}  // namespace hineni

// What a -wal file held is gone before the file system gets its blocks back: whatever SQLite cuts off of it is
// overwritten with zeros first. Without, a copy of the disk holds old commits, one behind the other, and tells who
// signed before whom. What the disk itself keeps (the spare blocks of flash) is out of reach.
#pragma once

#include <sqlite3.h>

#include <memory>

namespace hineni {

// The disk's own way of writing a -wal file, but for how it is cut off. Outlives the connection.
struct Overwriting {
    sqlite3_io_methods methods;  // First: SQLite knows this, and by it the whole is found again.
    const sqlite3_io_methods* usual;
};

// For a connection that writes, once something was asked of its file in WAL mode; whoever closes it cuts the -wal file
// off before, since SQLite deletes it as it is. Nothing where there is no -wal file.
[[nodiscard]] std::unique_ptr<Overwriting> overwrite_what_is_cut_off(sqlite3* database);

}  // namespace hineni

#include "sync/queue/overwriting.hpp"

#include <algorithm>
#include <array>

namespace hineni {

namespace {

constexpr int block = 4096;

const sqlite3_io_methods& usual(sqlite3_file* file) {
    return *reinterpret_cast<const Overwriting*>(file->pMethods)->usual;
}

bool fill_with_zeros(sqlite3_file* file, sqlite3_int64 from, sqlite3_int64 end) {
    static constexpr std::array<char, block> zeros{};
    for (; from < end; from += block) {
        const auto some = static_cast<int>(std::min<sqlite3_int64>(block, end - from));
        if (usual(file).xWrite(file, zeros.data(), some, from) != SQLITE_OK) return false;
    }
    return usual(file).xSync(file, SQLITE_SYNC_NORMAL) == SQLITE_OK;
}

// The header goes first and by itself: a power cut may find the rest half overwritten, and some of the commits played
// back over a file that holds all of them would undo what came after. Whatever fails, the file is cut off as it would
// have been.
int overwrite_and_truncate(sqlite3_file* file, sqlite3_int64 size) {
    sqlite3_int64 whole = 0;
    if (usual(file).xFileSize(file, &whole) == SQLITE_OK && whole > size) {
        const auto front = size == 0 ? std::min<sqlite3_int64>(block, whole) : size;
        if (size > 0 || fill_with_zeros(file, 0, front)) static_cast<void>(fill_with_zeros(file, front, whole));
    }
    return usual(file).xTruncate(file, size);
}

}  // namespace

std::unique_ptr<Overwriting> overwrite_what_is_cut_off(sqlite3* database) {
    sqlite3_file* wal = nullptr;
    sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal);
    if (wal == nullptr || wal->pMethods == nullptr) return nullptr;
    auto ours = std::make_unique<Overwriting>(Overwriting{*wal->pMethods, wal->pMethods});
    ours->methods.xTruncate = overwrite_and_truncate;
    wal->pMethods = &ours->methods;
    return ours;
}

}  // namespace hineni

#include "tests/support/crash_disk_files.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace hineni {

namespace {

using Call = CrashDisk::Call;
using Weather = CrashDisk::Weather;

OpenFile& open_file(sqlite3_file* file) {
    return *reinterpret_cast<FileHandle*>(file)->open;
}

const FileImage& image_of(const OpenFile& open) {
    return *open.disk.image.files.at(open.number);
}

FileImage& to_change(OpenFile& open) {
    return open.disk.image.to_change(open.number);
}

int close_file(sqlite3_file* file) {
    auto* open = std::exchange(reinterpret_cast<FileHandle*>(file)->open, nullptr);
    if (open != nullptr) open->disk.close(open);
    return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* into, int count, sqlite3_int64 at) {
    auto& open = open_file(file);
    const auto weather = open.dead ? Weather::Broken : open.disk.weather(Call::Read, open.path);
    if (weather != Weather::Fair) return SQLITE_IOERR_READ;
    const std::span bytes(static_cast<std::uint8_t*>(into), static_cast<std::size_t>(count));
    const auto& content = image_of(open).now;
    const auto start = static_cast<std::size_t>(at);
    const auto there = content.size() > start ? std::min(content.size() - start, bytes.size()) : 0;
    content.read(start, bytes.first(there));
    std::ranges::fill(bytes.subspan(there), std::uint8_t{0});
    return there == bytes.size() ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* from, int count, sqlite3_int64 at) {
    auto& open = open_file(file);
    if (open.dead) return SQLITE_IOERR_WRITE;
    const auto weather = open.disk.weather(Call::Write, open.path);
    if (weather == Weather::Broken) return SQLITE_IOERR_WRITE;
    if (weather == Weather::Full) return SQLITE_FULL;
    BytesView bytes(static_cast<const std::uint8_t*>(from), static_cast<std::size_t>(count));
    if (weather == Weather::Short) bytes = bytes.first(bytes.size() / 2);
    auto& image = to_change(open);
    Bytes wrong(bytes.begin(), bytes.end());
    if (weather == Weather::Wrong) {
        std::ranges::for_each(wrong, [](auto& byte) { byte ^= 1U; });
        bytes = wrong;
    }
    const bool was_empty = image.now.size() == 0;
    image.write(static_cast<std::size_t>(at), bytes);
    if (was_empty) open.disk.show(open.path);
    return weather == Weather::Short ? SQLITE_FULL : SQLITE_OK;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    auto& open = open_file(file);
    if (open.dead || open.disk.weather(Call::Truncate, open.path) != Weather::Fair) return SQLITE_IOERR_TRUNCATE;
    to_change(open).truncate(static_cast<std::size_t>(size));
    open.disk.show(open.path);
    return SQLITE_OK;
}

int sync_file(sqlite3_file* file, int) {
    auto& open = open_file(file);
    if (open.dead) return SQLITE_IOERR_FSYNC;
    const auto weather = open.disk.weather(Call::Sync, open.path);
    if (open.dead) return SQLITE_IOERR_FSYNC;  // Its program ended in that moment: nothing was synced, nor did it fail.
    if (weather != Weather::Fair) {
        to_change(open).fail_to_sync();
        return SQLITE_IOERR_FSYNC;
    }
    if (open.disk.ignored != nullptr && open.path.ends_with(open.disk.ignored)) return SQLITE_OK;
    to_change(open).sync();
    if (std::exchange(open.syncs_names, false)) open.disk.image.sync_names(open.path);
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    auto& open = open_file(file);
    if (open.dead || open.disk.weather(Call::Size, open.path) != Weather::Fair) return SQLITE_IOERR_FSTAT;
    *size = static_cast<sqlite3_int64>(image_of(open).now.size());
    return SQLITE_OK;
}

// Whether another connection holds a lock of at least this level.
bool held(const OpenFile& mine, int level) {
    return std::ranges::any_of(mine.disk.open, [&](const OpenFile* other) {
        return other != &mine && !other->dead && other->number == mine.number && other->level >= level;
    });
}

int lock_file(sqlite3_file* file, int level) {
    auto& open = open_file(file);
    if (level <= open.level) return SQLITE_OK;
    if (open.dead || open.disk.weather(Call::Lock, open.path) != Weather::Fair) return SQLITE_IOERR_LOCK;
    if (level == SQLITE_LOCK_SHARED && held(open, SQLITE_LOCK_PENDING)) return SQLITE_BUSY;
    if (level >= SQLITE_LOCK_RESERVED && held(open, SQLITE_LOCK_RESERVED)) return SQLITE_BUSY;
    if (level == SQLITE_LOCK_EXCLUSIVE && held(open, SQLITE_LOCK_SHARED)) {
        open.level = SQLITE_LOCK_PENDING;
        return SQLITE_BUSY;
    }
    open.level = level;
    return SQLITE_OK;
}

int unlock_file(sqlite3_file* file, int level) {
    auto& open = open_file(file);
    open.level = std::min(open.level, level);
    return SQLITE_OK;
}

int is_reserved(sqlite3_file* file, int* answer) {
    auto& open = open_file(file);
    *answer = open.level >= SQLITE_LOCK_RESERVED || held(open, SQLITE_LOCK_RESERVED) ? 1 : 0;
    return SQLITE_OK;
}

int control_file(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}

int sector_size(sqlite3_file*) {
    return 4096;
}

int characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;  // What SQLite assumes of every disk under Linux.
}

int map_shared(sqlite3_file* file, int number, int size, int make, void volatile** memory) {
    auto& open = open_file(file);
    *memory = nullptr;
    if (open.dead || open.disk.weather(Call::ShmMap, open.path) != Weather::Fair) return SQLITE_IOERR_SHMMAP;
    if (!open.shared) {
        for (const auto* other : open.disk.open) {
            if (!other->dead && other->number == open.number && other->shared) open.shared = other->shared;
        }
        if (!open.shared) open.shared = std::make_shared<SharedMemory>();
    }
    auto& regions = open.shared->regions;
    const auto wanted = static_cast<std::size_t>(number);
    if (size != 32768) return SQLITE_IOERR_SHMMAP;
    if (wanted >= regions.size() && make == 0) return SQLITE_OK;
    while (regions.size() <= wanted) regions.push_back(std::make_unique<std::array<std::uint8_t, 32768>>());
    *memory = regions[wanted]->data();
    return SQLITE_OK;
}

int unlock_shared(OpenFile& open, std::size_t from, std::size_t to) {
    for (auto slot = from; slot < to; ++slot) {
        if (std::exchange(open.reads[slot], false)) --open.shared->readers[slot];
        if (std::exchange(open.writes[slot], false)) open.shared->writer[slot] = false;
    }
    return SQLITE_OK;
}

int lock_shared(sqlite3_file* file, int first, int count, int flags) {
    auto& open = open_file(file);
    const auto from = static_cast<std::size_t>(first);
    const auto to = from + static_cast<std::size_t>(count);
    if (!open.shared) return SQLITE_IOERR_SHMLOCK;
    if ((flags & SQLITE_SHM_UNLOCK) != 0) return unlock_shared(open, from, to);
    if (open.dead || open.disk.weather(Call::ShmLock, open.path) != Weather::Fair) return SQLITE_IOERR_SHMLOCK;
    auto& shared = *open.shared;
    const bool alone = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    for (auto slot = from; slot < to; ++slot) {
        const int others = shared.readers[slot] - (open.reads[slot] ? 1 : 0);
        if ((shared.writer[slot] && !open.writes[slot]) || (alone && others > 0)) return SQLITE_BUSY;
    }
    for (auto slot = from; slot < to; ++slot) {
        if (alone) {
            shared.writer[slot] = open.writes[slot] = true;
        } else if (!std::exchange(open.reads[slot], true)) {
            ++shared.readers[slot];
        }
    }
    return SQLITE_OK;
}

void shared_barrier(sqlite3_file*) {}

int unmap_shared(sqlite3_file* file, int) {
    auto& open = open_file(file);
    if (open.shared) unlock_shared(open, 0, SQLITE_SHM_NLOCK);
    open.shared.reset();
    return SQLITE_OK;
}

}  // namespace

const sqlite3_io_methods crash_disk_methods{
    2,           close_file,     read_file,    write_file,   truncate_file, sync_file,       file_size,
    lock_file,   unlock_file,    is_reserved,  control_file, sector_size,   characteristics, map_shared,
    lock_shared, shared_barrier, unmap_shared, nullptr,      nullptr,
};

}  // namespace hineni

// The inside of a CrashDisk: its files as SQLite has them open, their locks and the memory that connections share.
#pragma once

#include <sqlite3.h>

#include <array>
#include <string>
#include <vector>

#include "tests/support/crash_disk.hpp"

namespace hineni {

// The memory beside a file in WAL mode. It is gone with the last that uses it, as a -shm file counts for nothing.
struct SharedMemory {
    std::vector<std::unique_ptr<std::array<std::uint8_t, 32768>>> regions;
    std::array<int, SQLITE_SHM_NLOCK> readers{};
    std::array<bool, SQLITE_SHM_NLOCK> writer{};
};

// One file as one connection has it open.
struct OpenFile {
    CrashDisk::Inside& disk;
    DiskImage::Number number = 0;
    std::string path;
    bool dead = false;
    bool syncs_names = false;  // Its first sync is also the folder's, as SQLite does with journals that it may make.
    int level = SQLITE_LOCK_NONE;
    std::shared_ptr<SharedMemory> shared{};
    std::array<bool, SQLITE_SHM_NLOCK> reads{};
    std::array<bool, SQLITE_SHM_NLOCK> writes{};
};

struct CrashDisk::Inside {
    std::filesystem::path folder;
    Chance chance;
    Watch watch;
    const char* ignored = nullptr;
    DiskImage image;
    std::vector<OpenFile*> open;
    sqlite3_vfs vfs{};
    std::string vfs_name;

    Weather weather(Call call, const std::string& path) const { return watch ? watch(call, path) : Weather::Fair; }
    [[nodiscard]] bool is_open(DiskImage::Number number) const;
    // The real file beside it: there or not, empty or not.
    void show(const std::string& path) const;
    void put(DiskImage next, const std::string& device);
    void close(OpenFile* file);
};

// What SQLite calls for an open file. `sqlite3_file` in front of it, as SQLite wants.
struct FileHandle {
    sqlite3_file file;
    OpenFile* open;
};
extern const sqlite3_io_methods crash_disk_methods;

}  // namespace hineni

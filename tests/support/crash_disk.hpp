// CrashDisk: a disk in memory under SQLite, whose power can be cut. While it lives it is SQLite's default, so the
// shipping code runs on it unchanged; several devices may, each in a folder of its own. One at a time, one thread.
//
// Database also looks at the file system itself (makes the folder, takes the lock beside the file, makes the empty
// file, asks whether it holds anything). For that there is a small real folder, in which each file of the disk lies
// too: empty where it is empty, one byte long where it holds something. The lock file is real and ends with whoever
// holds it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

#include "tests/support/disk_image.hpp"

namespace hineni {

class CrashDisk {
  public:
    // What SQLite asks of a disk.
    enum class Call { Open, Read, Write, Truncate, Sync, Size, Delete, Access, Lock, ShmMap, ShmLock };
    // What it gets: the truth, an I/O error, "no room", or (when writing) only the first half written and no room then,
    // or something else written and not a word about it.
    // A sync that fails has forgotten what it was to write. Reading gives all or an error, as under Linux.
    enum class Weather { Fair, Broken, Full, Short, Wrong };
    using Watch = std::function<Weather(Call call, std::string_view file)>;

    // The seed is for SQLite's own random numbers.
    explicit CrashDisk(std::uint64_t seed = 1);
    ~CrashDisk();  // Every connection is closed by then.
    CrashDisk(const CrashDisk&) = delete;
    CrashDisk& operator=(const CrashDisk&) = delete;

    // SQLite's random numbers start over.
    void reseed(std::uint64_t seed);

    // Real and empty at first, on a file system in memory where there is one. Devices live in folders of it.
    [[nodiscard]] const std::filesystem::path& folder() const;

    // Asked before each call, while the disk is as it was before it.
    void watch(Watch watch);

    // A sync of a file whose name ends so does nothing, and says that it did. For controls: disks that lie, and modes
    // of SQLite that do not wait. "" is every file; null: none, as at first.
    void ignore_syncs(const char* ending);

    [[nodiscard]] const DiskImage& image() const;
    // From now on the disk is as in `image`. Whatever has a file open gets nothing but errors from now on, and changes
    // nothing any more; it may be destroyed at any time later (before the same file is opened to write: its lock).
    void put(DiskImage image);

    // The programs of a device (a folder) end without warning. What they wrote can be read.
    void crash(const std::filesystem::path& device);
    // The power goes, and what was not synced is as chance has it.
    void power_cut(const std::filesystem::path& device, Chance& chance);

    struct Inside;

  private:
    std::unique_ptr<Inside> inside_;
};

}  // namespace hineni

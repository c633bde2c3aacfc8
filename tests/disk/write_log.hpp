// WriteLog: what a block device was told, in the order in which it was told, as QEMU's blklogwrites writes it down (the
// format of the kernel's dm-log-writes). Makes what a card with a cache may hold after a power cut.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "tests/support/disk_image.hpp"

namespace hineni {

class WriteLog {
  public:
    explicit WriteLog(std::filesystem::path file) : file_(std::move(file)) {}

    // Reads on; how many entries there are by now. What is still being written does not count, nor what comes after it.
    std::size_t read_on();
    // No entry behind the last complete one has begun: nothing is under way.
    [[nodiscard]] bool at_rest() const;

    // Puts the entries up to the last flush before `end` on the disk, from where it is by now.
    void replay(Bytes& disk, std::size_t& done, std::size_t end) const;
    // The entries after that flush and before `end`: each kept, dropped or torn, by chance.
    void cut(Bytes& disk, std::size_t done, std::size_t end, Chance& chance) const;

  private:
    struct Entry {
        std::uint64_t at = 0;     // On the device, in bytes.
        std::uint64_t bytes = 0;  // None: a flush, or what needs no bytes.
        std::uint64_t data = 0;   // Where in the log.
        bool flush = false;
        bool at_once = false;  // Forced to the disk by itself.
    };
    [[nodiscard]] Bytes data_of(const Entry& entry) const;

    std::filesystem::path file_;
    std::uint64_t read_ = 512;  // Behind the first sector, which only says that this is a log.
    std::vector<Entry> entries_;
};

}  // namespace hineni

#include "tests/disk/write_log.hpp"

#include <algorithm>
#include <array>
#include <fstream>

namespace hineni {

namespace {

constexpr std::uint64_t sector = 512;
enum Flag : std::uint64_t { flush_flag = 1, at_once_flag = 2, discard_flag = 4 };

}  // namespace

std::size_t WriteLog::read_on() {
    std::ifstream log(file_, std::ios::binary);
    for (;;) {
        std::array<std::uint64_t, 4> words{};  // Where, how much (in sectors), flags, bytes of a mark.
        log.seekg(static_cast<std::streamoff>(read_));
        if (!log.read(reinterpret_cast<char*>(words.data()), sizeof words)) break;
        const auto [at, sectors, flags, marked] = words;
        if (sectors == 0 && flags == 0) break;
        const bool has_data = (flags & discard_flag) == 0;
        Entry entry{at * sector, has_data ? sectors * sector : 0, read_ + sector, (flags & flush_flag) != 0,
                    (flags & at_once_flag) != 0};
        if (std::filesystem::file_size(file_) < entry.data + entry.bytes) break;
        read_ = entry.data + entry.bytes;
        entries_.push_back(entry);
    }
    return entries_.size();
}

bool WriteLog::at_rest() const {
    std::error_code none;
    return std::filesystem::file_size(file_, none) <= read_;
}

Bytes WriteLog::data_of(const Entry& entry) const {
    std::ifstream log(file_, std::ios::binary);
    log.seekg(static_cast<std::streamoff>(entry.data));
    Bytes bytes(entry.bytes);
    log.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return bytes;
}

void WriteLog::replay(Bytes& disk, std::size_t& done, std::size_t end) const {
    auto flush = end;
    while (flush > done && !entries_[flush - 1].flush) --flush;
    for (; done < flush; ++done) std::ranges::copy(data_of(entries_[done]), disk.begin() + entries_[done].at);
}

void WriteLog::cut(Bytes& disk, std::size_t done, std::size_t end, Chance& chance) const {
    static constexpr std::array<unsigned, 4> shares{0, 50, 90, 100};
    const auto kept = shares.at(chance() % shares.size());
    for (; done < end; ++done) {
        const auto& entry = entries_[done];
        const auto bytes = data_of(entry);
        const auto arrives = [&] { return entry.at_once || chance() % 100 < kept; };
        if (chance() % 4 != 0) {
            if (arrives()) std::ranges::copy(bytes, disk.begin() + entry.at);
            continue;
        }
        for (std::size_t at = 0; at < bytes.size(); at += sector) {
            if (arrives()) std::copy_n(bytes.begin() + at, sector, disk.begin() + entry.at + at);
        }
    }
}

}  // namespace hineni

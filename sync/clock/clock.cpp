#include "hineni/clock.hpp"

#include <sys/timex.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>

#include "sync/clock/reading.hpp"

namespace hineni {

namespace {

namespace fs = std::filesystem;

Monotonic since_boot() {
    timespec reading{};
    clock_gettime(CLOCK_BOOTTIME, &reading);
    return std::chrono::seconds(reading.tv_sec) +
           std::chrono::duration_cast<Monotonic>(std::chrono::nanoseconds(reading.tv_nsec));
}

// The kernel writes 32 hexadecimal digits and four dashes.
std::array<std::uint8_t, 16> boot_id() {
    std::array<std::uint8_t, 16> id{};
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string text;
    file >> text;
    std::size_t digits = 0;
    for (const char c : text) {
        const auto value = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (value < 0 || digits == 2 * id.size()) continue;
        id[digits / 2] = static_cast<std::uint8_t>(id[digits / 2] << 4U | static_cast<unsigned>(value));
        ++digits;
    }
    return id;
}

// Time and what the kernel thinks of it, in one call: between two the clock could be set. Where the call is not
// allowed, the time by itself.
void read_wall(ClockReading& reading) {
    timex said{};
    if (adjtimex(&said) < 0) {
        reading.wall_s = std::time(nullptr);
        return;
    }
    reading.wall_s = said.time.tv_sec;
    if ((static_cast<unsigned>(said.status) & STA_UNSYNC) == 0) reading.error_us = said.maxerror;
}

Keeper keeper_of(std::int64_t wall_s) {
    std::error_code none;
    const fs::path chips = "/sys/class/rtc";
    if (!fs::exists(chips, none)) return Keeper::Host;
    for (const auto& chip : fs::directory_iterator(chips, none)) {
        std::ifstream file(chip.path() / "since_epoch");
        std::int64_t shows = 0;
        if (file >> shows && keeps_time(shows, wall_s)) return Keeper::Chip;
    }
    return Keeper::Nobody;
}

}  // namespace

Now read_clocks() {
    static const auto boot = boot_id();
    ClockReading reading;
    reading.boot = boot;
    reading.since_boot = since_boot();
    read_wall(reading);
    // Once: asking a chip takes a millisecond on some boards, and a board grows none.
    static const auto keeper = keeper_of(reading.wall_s);
    reading.keeper = keeper;
    return believe(reading);
}

}  // namespace hineni

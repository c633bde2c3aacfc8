#include "hineni/clock.hpp"

#include <ctime>
#include <fstream>
#include <string>

namespace hineni {

namespace {

// A device without a clock chip wakes up in 1970 or at the time of its image. Nobody signs before this program was
// written.
constexpr std::int64_t first_believable = 1'793'000'000;  // 2026-10-26, UTC
// How far a believed clock may be off where nothing better is known.
constexpr int ordinary_doubt_s = 60;

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

}  // namespace

Now read_clocks() {
    static const auto boot = boot_id();
    Now now;
    now.monotonic = since_boot();
    now.moment.boot = boot;
    now.moment.since_boot = now.monotonic;
    const std::int64_t wall = std::time(nullptr);
    if (wall >= first_believable) {
        now.moment.unix_s = wall;
        now.moment.within_s = ordinary_doubt_s;
    }
    return now;
}

}  // namespace hineni

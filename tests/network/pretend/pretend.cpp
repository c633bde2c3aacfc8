// Loaded in front of a program (LD_PRELOAD), it makes the program believe something else about time, and measures it.
//
//   PRETEND_WALL=SECONDS[,SECONDS]  what the wall clock shows at the start, in seconds since 1970. With two, the clock
//                                   jumps from one to the other with each look at it.
//   PRETEND_WAIT=MS                 whenever the program would wait longer than so long in poll(), it waits so long,
//                                   and where nothing came all its clocks move on by the rest: half a minute of
//                                   silence is over in less than a second, and lasts half a minute for the program.
//   PRETEND_REPORT=FILE             at the end: "PEAK_KIB LASTED_MS", the most memory that the program ever had
//                                   (VmHWM), and how long it ran by its own monotonic clock.
#include <poll.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

namespace {

constexpr std::int64_t second_ns = 1'000'000'000;

std::atomic<std::int64_t> skipped_ns{0};
std::atomic<unsigned> looks{0};
std::int64_t walls_ns[2] = {0, 0};  // Added to the true wall clock.
std::int64_t wait_ms = 0;
std::int64_t started_ns = 0;

std::int64_t true_ns(clockid_t clock) {
    timespec reading{};
    ::syscall(SYS_clock_gettime, clock, &reading);
    return reading.tv_sec * second_ns + reading.tv_nsec;
}

std::int64_t pretended_ns(clockid_t clock) {
    const bool wall = clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_TAI;
    const bool running = clock == CLOCK_MONOTONIC || clock == CLOCK_MONOTONIC_COARSE || clock == CLOCK_MONOTONIC_RAW ||
                         clock == CLOCK_BOOTTIME;
    auto now = true_ns(clock);
    if (wall || running) now += skipped_ns;
    if (wall) now += walls_ns[looks++ % 2];
    return now;
}

timespec as_timespec(std::int64_t ns) {
    return {ns / second_ns, ns % second_ns};
}

__attribute__((constructor)) void begin() {
    if (const char* const wall = std::getenv("PRETEND_WALL")) {
        char* rest = nullptr;
        walls_ns[0] = std::strtoll(wall, &rest, 10) * second_ns - true_ns(CLOCK_REALTIME);
        walls_ns[1] = walls_ns[0];
        if (*rest == ',') walls_ns[1] = std::strtoll(rest + 1, nullptr, 10) * second_ns - true_ns(CLOCK_REALTIME);
    }
    if (const char* const wait = std::getenv("PRETEND_WAIT")) wait_ms = std::strtoll(wait, nullptr, 10);
    started_ns = pretended_ns(CLOCK_MONOTONIC);
}

__attribute__((destructor)) void end() {
    const char* const report = std::getenv("PRETEND_REPORT");
    if (report == nullptr) return;
    long peak = -1;
    if (std::FILE* const status = std::fopen("/proc/self/status", "re")) {
        char line[256];
        while (std::fgets(line, sizeof line, status) != nullptr) {
            if (std::strncmp(line, "VmHWM:", 6) == 0) peak = std::strtol(line + 6, nullptr, 10);
        }
        std::fclose(status);
    }
    if (std::FILE* const file = std::fopen(report, "we")) {
        const auto lasted = (pretended_ns(CLOCK_MONOTONIC) - started_ns) / 1'000'000;
        std::fprintf(file, "%ld %lld\n", peak, static_cast<long long>(lasted));
        std::fclose(file);
    }
}

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* reading) noexcept {
    *reading = as_timespec(pretended_ns(clock));
    return 0;
}

int gettimeofday(timeval* reading, void* /*zone*/) noexcept {
    const auto now = pretended_ns(CLOCK_REALTIME);
    *reading = {now / second_ns, now % second_ns / 1000};
    return 0;
}

time_t time(time_t* reading) noexcept {
    const auto now = pretended_ns(CLOCK_REALTIME) / second_ns;
    if (reading != nullptr) *reading = now;
    return now;
}

int adjtimex(timex* said) noexcept {
    const auto state = static_cast<int>(::syscall(SYS_adjtimex, said));
    if (state >= 0) said->time.tv_sec = pretended_ns(CLOCK_REALTIME) / second_ns;
    return state;
}

int poll(pollfd* files, nfds_t count, int timeout_ms) {
    const bool cut = wait_ms > 0 && timeout_ms > wait_ms;
    const auto wait = as_timespec((cut ? wait_ms : timeout_ms) * 1'000'000);
    const auto came = ::ppoll(files, count, timeout_ms < 0 ? nullptr : &wait, nullptr);
    if (cut && came == 0) skipped_ns += (timeout_ms - wait_ms) * 1'000'000;
    return came;
}
}

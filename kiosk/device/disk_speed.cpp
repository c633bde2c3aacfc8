#include "kiosk/device/disk_speed.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <string>
#include <utility>

namespace hineni {

namespace {

constexpr std::size_t writes = 20;
constexpr std::size_t size_of_write = 4096;

std::int64_t us_now() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000;
}

// The child's whole life: calls only that are safe after a fork. Its file has lost its name before it is written.
[[noreturn]] void measure(int file, int to, pid_t kiosk) {
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != kiosk) _exit(1);
    static const std::array<char, size_of_write> block{};
    std::array<std::int64_t, writes> took{};
    for (std::size_t at = 0; at < writes; ++at) {
        const auto start = us_now();
        if (pwrite(file, block.data(), block.size(), static_cast<off_t>(at * size_of_write)) !=
                static_cast<ssize_t>(block.size()) ||
            fdatasync(file) != 0) {
            _exit(1);
        }
        took[at] = us_now() - start;
    }
    std::sort(took.begin(), took.end());
    const auto middle = took[writes / 2];
    _exit(write(to, &middle, sizeof middle) == sizeof middle ? 0 : 1);
}

}  // namespace

DiskSpeed::DiskSpeed(DiskSpeed&& other) noexcept
    : child_(std::exchange(other.child_, -1)), from_(std::exchange(other.from_, -1)), found_(other.found_) {}

DiskSpeed& DiskSpeed::operator=(DiskSpeed&& other) noexcept {
    std::swap(child_, other.child_);
    std::swap(from_, other.from_);
    found_ = other.found_;
    return *this;
}

DiskSpeed::~DiskSpeed() {
    end();
}

// Ours until it is reaped, so its number is nobody else's. A child that waits for a disk cannot be killed at once, and
// is not waited for: it is the system's to reap when the kiosk ends.
void DiskSpeed::end() {
    if (from_ >= 0) close(std::exchange(from_, -1));
    if (child_ < 0) return;
    kill(child_, SIGKILL);
    waitpid(std::exchange(child_, -1), nullptr, WNOHANG);
}

Result<DiskSpeed> DiskSpeed::begin(const std::filesystem::path& folder) {
    const auto attempt = "measure the disk: ";
    auto name = (folder / "speed-XXXXXX").string();
    const int file = mkostemp(name.data(), O_CLOEXEC);
    if (file < 0) return fail(attempt + std::string(std::strerror(errno)));
    unlink(name.c_str());
    std::array<int, 2> ends{-1, -1};
    if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
        close(file);
        return fail(attempt + std::string(std::strerror(errno)));
    }
    const pid_t kiosk = getpid();
    const pid_t child = fork();
    if (child == 0) measure(file, ends[1], kiosk);
    close(file);
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return fail(std::string(attempt) + "no second process could be started");
    }
    return DiskSpeed(child, ends[0]);
}

Result<std::optional<std::chrono::microseconds>> DiskSpeed::look() {
    if (found_) return found_;
    std::int64_t middle = 0;
    const auto got = read(from_, &middle, sizeof middle);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return std::nullopt;
    end();
    if (got != sizeof middle) return fail("measure the disk: nothing can be written there");
    found_ = std::chrono::microseconds(middle);
    return found_;
}

}  // namespace hineni

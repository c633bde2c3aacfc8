#include "tests/support/slow_line.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <random>
#include <vector>

namespace hineni {

namespace {

using Clock = std::chrono::steady_clock;

void must(bool so, const char* what) {
    if (so) return;
    std::fprintf(stderr, "slow line: %s: %s\n", what, std::strerror(errno));
    std::abort();
}

int open_network() {
    return ::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
}

void set_up(int socket, const char* name) {
    ifreq wanted{};
    std::strncpy(wanted.ifr_name, name, IFNAMSIZ - 1);
    wanted.ifr_flags = IFF_UP | IFF_RUNNING;
    must(::ioctl(socket, SIOCSIFFLAGS, &wanted) == 0, "start a network device");
}

void set_address(int socket, const char* name, unsigned long what, const char* address) {
    ifreq wanted{};
    std::strncpy(wanted.ifr_name, name, IFNAMSIZ - 1);
    sockaddr_in number{};
    number.sin_family = AF_INET;
    ::inet_pton(AF_INET, address, &number.sin_addr);
    std::memcpy(&wanted.ifr_addr, &number, sizeof number);
    must(::ioctl(socket, what, &wanted) == 0, "give a network device its address");
}

struct Packet {
    Clock::time_point due;
    std::vector<std::uint8_t> bytes;
};

// One way of the line.
struct Way {
    int from = -1;
    int to = -1;
    Clock::time_point free{};  // When the line will have taken what waits for it.
    std::deque<Packet> under_way;
};

}  // namespace

std::string SlowLine::why_not() {
    if (::geteuid() != 0) return "networks of their own need root";
    if (::access("/dev/net/tun", R_OK | W_OK) != 0) return "there is no /dev/net/tun";
    const auto child = ::fork();
    if (child == 0) {
        if (::unshare(CLONE_NEWNET) != 0) ::_exit(1);
        const int device = ::open("/dev/net/tun", O_RDWR);
        ifreq wanted{};
        wanted.ifr_flags = IFF_TUN | IFF_NO_PI;
        ::_exit(device >= 0 && ::ioctl(device, TUNSETIFF, &wanted) == 0 ? 0 : 1);
    }
    int status = 1;
    ::waitpid(child, &status, 0);
    return status == 0 ? "" : "networks of their own are not allowed here";
}

SlowLine::End SlowLine::make_end(const char* here, const char* there) {
    must(::unshare(CLONE_NEWNET) == 0, "make a network");
    End end;
    end.network = open_network();
    end.device = ::open("/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK);
    ifreq wanted{};
    std::strcpy(wanted.ifr_name, "line");
    wanted.ifr_flags = IFF_TUN | IFF_NO_PI;
    must(::ioctl(end.device, TUNSETIFF, &wanted) == 0, "make a network device");
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    set_up(socket, "lo");
    set_address(socket, "line", SIOCSIFADDR, here);
    set_address(socket, "line", SIOCSIFDSTADDR, there);
    set_up(socket, "line");
    ::close(socket);
    return end;
}

SlowLine::SlowLine(const Quality& quality) : home_(open_network()), stop_(::eventfd(0, EFD_CLOEXEC)) {
    near_ = make_end(near_address, far_address);
    far_ = make_end(far_address, near_address);
    must(::setns(home_, CLONE_NEWNET) == 0, "go back to the own network");
    carrier_ = std::thread([this, quality] { carry(quality); });
}

SlowLine::~SlowLine() {
    const std::uint64_t one = 1;
    must(::write(stop_, &one, sizeof one) == sizeof one, "stop carrying");
    carrier_.join();
    for (const int file : {near_.device, near_.network, far_.device, far_.network, home_, stop_}) ::close(file);
}

void SlowLine::carry(const Quality& quality) {
    std::mt19937 dice(quality.seed);
    std::array<Way, 2> ways{Way{near_.device, far_.device, {}, {}}, Way{far_.device, near_.device, {}, {}}};
    std::array<std::uint8_t, 65536> buffer{};
    const auto take = [&](Way& way) {
        const auto size = ::read(way.from, buffer.data(), buffer.size());
        if (size <= 0) return false;
        const auto now = Clock::now();
        const auto takes =
            std::chrono::nanoseconds(static_cast<std::int64_t>(static_cast<double>(size) * 8e9 / quality.bits_per_s));
        const auto behind = way.free - now;
        const bool no_room = behind > takes * static_cast<std::int64_t>(quality.waiting);
        if (no_room || std::uniform_real_distribution<>(0, 1)(dice) < quality.loss) {
            ++lost_;
            return true;
        }
        way.free = std::max(way.free, now) + takes;
        way.under_way.push_back({way.free + quality.delay, {buffer.data(), buffer.data() + size}});
        return true;
    };
    for (;;) {
        auto next = Clock::now() + std::chrono::seconds(1);
        for (auto& way : ways) {
            for (; !way.under_way.empty() && way.under_way.front().due <= Clock::now(); way.under_way.pop_front()) {
                const auto& bytes = way.under_way.front().bytes;
                static_cast<void>(::write(way.to, bytes.data(), bytes.size()) < 0);
                ++carried_;
            }
            if (!way.under_way.empty()) next = std::min(next, way.under_way.front().due);
        }
        const auto wait = std::max(next - Clock::now(), Clock::duration::zero());
        const timespec patience{0, std::min<std::int64_t>(999'999'999, std::chrono::nanoseconds(wait).count())};
        std::array<pollfd, 3> files{{{ways[0].from, POLLIN, 0}, {ways[1].from, POLLIN, 0}, {stop_, POLLIN, 0}}};
        ::ppoll(files.data(), files.size(), &patience, nullptr);
        if (files[2].revents != 0) return;
        for (auto& way : ways) {
            while (take(way)) {}
        }
    }
}

SlowLine::There::There(int place, int home) : home_(home) {
    must(::setns(place, CLONE_NEWNET) == 0, "go to an end of the line");
}

SlowLine::There::~There() {
    must(::setns(home_, CLONE_NEWNET) == 0, "come back from an end of the line");
}

}  // namespace hineni

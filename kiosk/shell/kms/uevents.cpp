#include "kiosk/shell/kms/uevents.hpp"

#include <linux/netlink.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

namespace hineni {

static constexpr unsigned from_the_kernel = 1;  // The group of its uevents; 2 is udev's.

Result<Uevents> Uevents::open() {
    Uevents made(socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_KOBJECT_UEVENT));
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    address.nl_groups = from_the_kernel;
    if (made.socket_ < 0 || bind(made.socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        return fail(std::string("listen for screens: ") + std::strerror(errno),
                    "a unit needs AF_NETLINK in RestrictAddressFamilies");
    }
    return made;
}

Uevents::Uevents(Uevents&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}

Uevents::~Uevents() {
    if (socket_ >= 0) close(socket_);
}

// NAME=value lines, each ended by a 0.
static bool is_about_screens(std::string_view message) {
    return message.find(std::string_view("\0SUBSYSTEM=drm\0", 15)) != std::string_view::npos;
}

bool Uevents::screens_changed() {
    bool changed = false;
    std::array<char, 8192> room{};
    for (;;) {
        sockaddr_nl sender{};
        socklen_t length = sizeof sender;
        const auto size = recvfrom(socket_, room.data(), room.size(), 0, reinterpret_cast<sockaddr*>(&sender), &length);
        if (size < 0 && errno == EINTR) continue;
        if (size < 0 && errno == ENOBUFS) changed = true;  // Some were lost: one may have been about screens.
        if (size < 0 && errno == ENOBUFS) continue;
        if (size < 0) return changed;
        const bool by_the_kernel = sender.nl_pid == 0;
        changed = changed || (by_the_kernel && is_about_screens({room.data(), static_cast<std::size_t>(size)}));
    }
}

}  // namespace hineni

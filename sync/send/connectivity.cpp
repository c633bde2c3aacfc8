#include "sync/send/connectivity.hpp"

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace hineni {

namespace {

// fe80::/10 comes with every wire, whether or not anybody is at its other end.
bool to_neighbours_only(const nlmsghdr& message, const rtmsg& route) {
    if (route.rtm_family != AF_INET6 || route.rtm_dst_len < 10) return false;
    const auto* attribute = RTM_RTA(&route);
    auto left = static_cast<int>(RTM_PAYLOAD(&message));
    for (; RTA_OK(attribute, left); attribute = RTA_NEXT(attribute, left)) {
        if (attribute->rta_type != RTA_DST || RTA_PAYLOAD(attribute) < 2) continue;
        std::array<unsigned char, 2> front{};
        std::memcpy(front.data(), RTA_DATA(attribute), front.size());
        return front[0] == 0xFE && (front[1] & 0xC0U) == 0x80;
    }
    return false;
}

bool leads_somewhere(const nlmsghdr& message) {
    if (message.nlmsg_type != RTM_NEWROUTE || message.nlmsg_len < NLMSG_LENGTH(sizeof(rtmsg))) return false;
    rtmsg route{};
    std::memcpy(&route, NLMSG_DATA(&message), sizeof route);
    if (route.rtm_type != RTN_UNICAST || route.rtm_table == RT_TABLE_LOCAL) return false;
    return !to_neighbours_only(message, *static_cast<const rtmsg*>(NLMSG_DATA(&message)));
}

}  // namespace

Result<Connectivity> Connectivity::watch() {
    Connectivity connectivity(::socket(AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, NETLINK_ROUTE));
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    address.nl_groups = RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE;
    const auto* general = reinterpret_cast<const sockaddr*>(&address);
    if (connectivity.descriptor_ < 0 || ::bind(connectivity.descriptor_, general, sizeof address) != 0) {
        return fail(std::string("listen for routes: ") + std::strerror(errno));
    }
    return connectivity;
}

Connectivity::Connectivity(Connectivity&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Connectivity::~Connectivity() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

bool Connectivity::route_appeared() const {
    bool appeared = false;
    alignas(nlmsghdr) std::array<char, 16384> heard;
    for (;;) {
        sockaddr_nl from{};
        socklen_t from_size = sizeof from;
        const auto size =
            ::recvfrom(descriptor_, heard.data(), heard.size(), 0, reinterpret_cast<sockaddr*>(&from), &from_size);
        if (size < 0 && errno == EINTR) continue;
        if (size < 0 && errno == ENOBUFS) {  // More than it could keep for us: something has changed.
            appeared = true;
            continue;
        }
        if (size <= 0) return appeared;
        if (from.nl_pid != 0) continue;  // Not the kernel.
        auto left = static_cast<unsigned>(size);
        for (const auto* message = reinterpret_cast<const nlmsghdr*>(heard.data()); NLMSG_OK(message, left);
             message = NLMSG_NEXT(message, left)) {
            appeared = appeared || leads_somewhere(*message);
        }
    }
}

}  // namespace hineni

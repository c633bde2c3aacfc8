// Ways out: sockets of every family, what can be done with one, and other programs that listen.
#include <arpa/inet.h>
#include <linux/if_addr.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

#include "act.hpp"

namespace hineni::forbidden {

namespace {

template <int family, int type, int protocol = 0>
int opens() {
    return answer(socket(family, type, protocol));
}

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<in_port_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int connects() {
    const int with = socket(AF_INET, SOCK_STREAM, 0);
    if (with < 0) return errno;
    const auto to = loopback(9);
    return answer(connect(with, reinterpret_cast<const sockaddr*>(&to), sizeof to), {ECONNREFUSED, ENETUNREACH});
}

int asks_for_a_name() {
    const int with = socket(AF_INET, SOCK_DGRAM, 0);
    if (with < 0) return errno;
    const auto to = loopback(53);
    static constexpr char question[] = "\x12\x34\x01\0\0\1\0\0\0\0\0\0\7example\3org\0\0\1\0";
    return answer(sendto(with, question, sizeof question, 0, reinterpret_cast<const sockaddr*>(&to), sizeof to),
                  {ENETUNREACH});
}

int listens() {
    const int on = socket(AF_INET, SOCK_STREAM, 0);
    if (on < 0) return errno;
    const auto at = loopback(0);
    if (bind(on, reinterpret_cast<const sockaddr*>(&at), sizeof at) != 0) return errno;
    return answer(listen(on, 1));
}

// An address of the loopback's own kind, which changes nothing for anybody.
int gives_itself_an_address() {
    const int with = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
    if (with < 0) return errno;
    struct {
        nlmsghdr head;
        ifaddrmsg what;
        rtattr attribute;
        in_addr address;
    } message{};
    message.head = {sizeof message, RTM_NEWADDR, NLM_F_REQUEST | NLM_F_ACK, 1, 0};
    message.what = {AF_INET, 32, 0, RT_SCOPE_HOST, 1};
    message.attribute = {sizeof(rtattr) + sizeof(in_addr), IFA_LOCAL};
    message.address.s_addr = htonl(0x7f0a0b0c);
    if (send(with, &message, sizeof message, 0) < 0) return errno;
    struct {
        nlmsghdr head;
        nlmsgerr error;
        char rest[256];
    } reply{};
    if (recv(with, &reply, sizeof reply, 0) < 0) return errno;
    const int refused = -reply.error.error;
    return refused == EEXIST ? 0 : refused;
}

int sees_a_network_card() {
    const int with = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (with < 0) return errno;
    ifreq card{};
    card.ifr_ifindex = 2;  // 1 is the loopback.
    return answer(ioctl(with, SIOCGIFNAME, &card));
}

// 0 once any family beyond those that a unit may have can be opened.
int opens_a_rare_family() {
    int refused = EAFNOSUPPORT;
    for (const int family : {3, 4, 5, 9, 15, 18, 20, 21, 24, 26, 28, 29, 30, 35, 36, 37, 39, 41, 42, 43, 44, 45}) {
        for (const int type : {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET, SOCK_RAW}) {
            if (socket(family, type, 0) >= 0) return 0;
            if (errno != EAFNOSUPPORT) refused = errno;
        }
    }
    return refused;
}

int reaches(const char* path) {
    sockaddr_un to{};
    to.sun_family = AF_UNIX;
    std::strncpy(to.sun_path, path, sizeof to.sun_path - 1);
    int refused = 0;
    for (const int type : {SOCK_STREAM, SOCK_SEQPACKET, SOCK_DGRAM}) {
        const int with = socket(AF_UNIX, type, 0);
        if (with < 0) return errno;
        if (connect(with, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0) return 0;
        if (refused == 0 || errno != EPROTOTYPE) refused = errno;
        close(with);
    }
    return refused;
}

constexpr Act acts[] = {
    {"open a TCP socket", "kic", "s", opens<AF_INET, SOCK_STREAM>},
    {"open a TCP socket of IPv6", "kic", "", opens<AF_INET6, SOCK_STREAM>},
    {"open a UDP socket", "kic", "s", opens<AF_INET, SOCK_DGRAM>},
    {"open a UDP socket of IPv6", "kic", "", opens<AF_INET6, SOCK_DGRAM>},
    {"open a raw IP socket", "ksic", "", opens<AF_INET, SOCK_RAW, IPPROTO_ICMP>},
    {"open a raw IPv6 socket", "ksic", "", opens<AF_INET6, SOCK_RAW, IPPROTO_ICMPV6>},
    {"open a packet socket", "ksic", "", opens<AF_PACKET, SOCK_RAW, 0x0300>},
    {"open a packet socket without headers", "ksic", "", opens<AF_PACKET, SOCK_DGRAM, 0x0300>},
    {"open a Bluetooth socket", "ksic", "", opens<AF_BLUETOOTH, SOCK_RAW, 1>},
    {"open a socket to the machine below", "ksic", "", opens<AF_VSOCK, SOCK_STREAM>},
    {"open a socket of the kernel's ciphers", "ksic", "", opens<AF_ALG, SOCK_SEQPACKET>},
    {"open a socket past the kernel's network", "ksic", "", opens<44, SOCK_RAW>},
    {"open a socket of a rare family", "ksic", "", opens_a_rare_family},
    {"open a netlink socket", "ic", "ks", opens<AF_NETLINK, SOCK_RAW, NETLINK_ROUTE>},
    {"open a netlink socket of the firewall", "ic", "", opens<AF_NETLINK, SOCK_RAW, NETLINK_NETFILTER>},
    {"open a local socket", "sic", "k", opens<AF_UNIX, SOCK_STREAM>},
    {"open a local datagram socket", "sic", "", opens<AF_UNIX, SOCK_DGRAM>},
    {"connect to the machine itself", "kic", "", connects},
    {"ask for a name", "kic", "", asks_for_a_name},
    {"listen on a port", "ksic", "", listens},
    {"give a network card an address", "ksic", "", gives_itself_an_address},
    {"see a network card", "kic", "", sees_a_network_card},
    {"speak to systemd", "ksic", "", [] { return reaches("/run/systemd/private"); }},
    {"speak to systemd about users", "sic", "", [] { return reaches("/run/systemd/userdb/io.systemd.DynamicUser"); }},
    {"speak to the system bus", "sic", "", [] { return reaches("/run/dbus/system_bus_socket"); }},
    {"speak to the device manager", "sic", "", [] { return reaches("/run/udev/control"); }},
};

}  // namespace

std::span<const Act> acts_on_network() {
    return acts;
}

}  // namespace hineni::forbidden

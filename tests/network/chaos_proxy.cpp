#include "tests/network/chaos_proxy.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

namespace hineni {

namespace {

int tcp_socket() {
    const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (made < 0) std::abort();
    const int yes = 1;
    ::setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return made;
}

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

void reset(int socket) {
    const linger at_once{1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

// False where nobody takes it any more.
bool send_all(int to, const char* bytes, std::size_t size, std::size_t piece) {
    while (size > 0) {
        const auto sent = ::send(to, bytes, std::min(size, piece), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes += sent;
        size -= static_cast<std::size_t>(sent);
    }
    return true;
}

}  // namespace

std::string in_words(const Cut& cut) {
    static constexpr std::array<const char*, 5> kinds{"reset", "close", "half-close", "stall", "dribble"};
    return std::string(kinds[static_cast<std::size_t>(cut.kind)]) + " after " + std::to_string(cut.at) +
           (cut.to_server ? " bytes to the server" : " bytes to the client");
}

ChaosProxy::ChaosProxy(int server_port)
    : server_port_(server_port), listening_(tcp_socket()), stop_(::eventfd(0, EFD_CLOEXEC)) {
    auto address = loopback(0);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listening_, any, size) != 0 || ::listen(listening_, 64) != 0) std::abort();
    ::getsockname(listening_, any, &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { work(); });
}

ChaosProxy::~ChaosProxy() {
    const std::uint64_t one = 1;
    if (::write(stop_, &one, sizeof one) != sizeof one) std::abort();
    thread_.join();
    ::close(listening_);
    ::close(stop_);
}

void ChaosProxy::cut(std::optional<Cut> cut) {
    const std::lock_guard lock(mutex_);
    cut_ = cut;
}

void ChaosProxy::begin_pair() {
    const int client = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    const int server = tcp_socket();
    const auto address = loopback(server_port_);
    const int yes = 1;
    ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(client);
        ::close(server);
        return;
    }
    ++connections_;
    const std::lock_guard lock(mutex_);
    pairs_.push_back({{client, server, 0, true}, {server, client, 0, true}, cut_});
}

bool ChaosProxy::break_line(const Cut& cut, Pair& pair, Way& way) {
    switch (cut.kind) {
        case Cut::Kind::Reset:
            reset(pair.to_server.from);
            reset(pair.to_server.to);
            return false;
        case Cut::Kind::Close: return false;
        case Cut::Kind::HalfClose:
            ::shutdown(way.to, SHUT_WR);
            way.open = false;
            return true;
        case Cut::Kind::Stall:
        case Cut::Kind::Dribble: break;
    }
    return true;
}

bool ChaosProxy::pass(Pair& pair, Way& way) {
    const bool ours = pair.cut && &way == &(pair.cut->to_server ? pair.to_server : pair.to_client);
    std::array<char, 16384> buffer{};
    auto room = buffer.size();
    if (ours && way.passed < pair.cut->at) room = std::min(room, pair.cut->at - way.passed);
    const auto size = ::recv(way.from, buffer.data(), room, 0);
    if (size < 0) return false;
    if (size == 0) {
        ::shutdown(way.to, SHUT_WR);
        way.open = false;
        return pair.to_server.open || pair.to_client.open;
    }
    const bool beyond = ours && way.passed >= pair.cut->at;
    if (beyond && pair.cut->kind == Cut::Kind::Stall) return true;  // Taken, and gone.
    if (beyond && pair.cut->kind != Cut::Kind::Dribble) return break_line(*pair.cut, pair, way);
    const auto piece = beyond ? 1 : buffer.size();
    if (!send_all(way.to, buffer.data(), static_cast<std::size_t>(size), piece)) return false;
    way.passed += static_cast<std::size_t>(size);
    auto& most = &way == &pair.to_server ? most_to_server_ : most_to_client_;
    most = std::max(most.load(), way.passed);
    if (ours && way.passed == pair.cut->at) return break_line(*pair.cut, pair, way);
    return true;
}

void ChaosProxy::work() {
    for (;;) {
        std::vector<pollfd> files{{stop_, POLLIN, 0}, {listening_, POLLIN, 0}};
        for (const auto& pair : pairs_) {
            files.push_back({pair.to_server.open ? pair.to_server.from : -1, POLLIN, 0});
            files.push_back({pair.to_client.open ? pair.to_client.from : -1, POLLIN, 0});
        }
        ::poll(files.data(), files.size(), -1);
        if (files[0].revents != 0) break;
        std::vector<Pair> left;
        for (std::size_t i = 0; i < pairs_.size(); ++i) {
            auto& pair = pairs_[i];
            bool goes_on = true;
            if (files[2 + 2 * i].revents != 0) goes_on = pass(pair, pair.to_server);
            if (goes_on && files[3 + 2 * i].revents != 0) goes_on = pass(pair, pair.to_client);
            if (goes_on) {
                left.push_back(pair);
                continue;
            }
            ::close(pair.to_server.from);
            ::close(pair.to_server.to);
        }
        pairs_ = std::move(left);
        if (files[1].revents != 0) begin_pair();
    }
    for (const auto& pair : pairs_) {
        ::close(pair.to_server.from);
        ::close(pair.to_server.to);
    }
}

}  // namespace hineni

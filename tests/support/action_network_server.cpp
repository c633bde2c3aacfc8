#include "tests/support/action_network_server.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <utility>

#include "tests/support/servers.hpp"

namespace hineni {

namespace {

struct FreeContext {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct FreeSession {
    void operator()(SSL* session) const { SSL_free(session); }
};

// One question as it came; nothing where the other side is gone.
std::optional<MockQuestion> read_question(SSL* session, std::string& left) {
    std::array<char, 16384> piece{};
    const auto more = [&] {
        const int got = SSL_read(session, piece.data(), static_cast<int>(piece.size()));
        if (got > 0) left.append(piece.data(), static_cast<std::size_t>(got));
        return got > 0;
    };
    std::size_t end = 0;
    while ((end = left.find("\r\n\r\n")) == std::string::npos) {
        if (!more()) return std::nullopt;
    }
    const std::string head = left.substr(0, end + 2);
    left.erase(0, end + 4);
    const auto value = [&](const std::string& name) -> std::string {
        const auto at = head.find("\r\n" + name + ": ");
        if (at == std::string::npos) return {};
        const auto from = at + name.size() + 4;
        return head.substr(from, head.find("\r\n", from) - from);
    };
    const auto length = value("Content-Length");
    const std::size_t size = length.empty() ? 0 : std::stoul(length);
    while (left.size() < size) {
        if (!more()) return std::nullopt;
    }
    const auto first = head.find(' ');
    const auto second = head.find(' ', first + 1);
    MockQuestion question{head.substr(0, first), head.substr(first + 1, second - first - 1), value("OSDI-API-Token"),
                          left.substr(0, size)};
    left.erase(0, size);
    return question;
}

}  // namespace

struct ActionNetworkServer::Tls {
    std::unique_ptr<SSL_CTX, FreeContext> context{SSL_CTX_new(TLS_server_method())};
};

ActionNetworkServer::ActionNetworkServer(ActionNetwork rules)
    : rules_(std::move(rules)), tls_(std::make_unique<Tls>()) {
    std::signal(SIGPIPE, SIG_IGN);  // A program that was killed is no reason to end.
    make_certificate(folder_.path(), "server");
    auto* const context = tls_->context.get();
    const auto pem = (folder_ / "server.pem").string();
    const auto key = (folder_ / "server.key").string();
    if (SSL_CTX_use_certificate_file(context, pem.c_str(), SSL_FILETYPE_PEM) != 1) std::abort();
    if (SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1) std::abort();
    listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    if (::bind(listening_, any, size) != 0 || ::listen(listening_, 16) != 0) std::abort();
    ::getsockname(listening_, any, &size);
    port_ = ntohs(address.sin_port);
    if (::pipe2(end_, O_CLOEXEC) != 0) std::abort();
    thread_ = std::thread([this] { serve(); });
}

ActionNetworkServer::~ActionNetworkServer() {
    static_cast<void>(::write(end_[1], ".", 1) < 0);
    thread_.join();
    for (const int each : {listening_, end_[0], end_[1]}) ::close(each);
}

void ActionNetworkServer::with(const std::function<void(ActionNetwork&)>& look) {
    const std::lock_guard lock(mutex_);
    look(rules_);
}

void ActionNetworkServer::serve() {
    for (;;) {
        std::array<pollfd, 2> both{{{listening_, POLLIN, 0}, {end_[0], POLLIN, 0}}};
        if (::poll(both.data(), both.size(), -1) < 0) continue;
        if (both[1].revents != 0) return;
        const int connection = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0) continue;
        talk(connection);
        ::close(connection);
    }
}

// One program at a time asks; it keeps its connection until it ends.
void ActionNetworkServer::talk(int connection) {
    const std::unique_ptr<SSL, FreeSession> session(SSL_new(tls_->context.get()));
    SSL_set_fd(session.get(), connection);
    if (SSL_accept(session.get()) != 1) return;
    std::string left;
    while (const auto question = read_question(session.get(), left)) {
        MockAnswer answer;
        {
            const std::lock_guard lock(mutex_);
            const auto now = std::chrono::steady_clock::now().time_since_epoch();
            answer = rules_.answer(*question, std::chrono::duration_cast<Monotonic>(now));
        }
        std::string text =
            "HTTP/1.1 " + std::to_string(answer.status) + " Said\r\nContent-Type: application/hal+json\r\n";
        if (!answer.retry_after.empty()) text += "Retry-After: " + answer.retry_after + "\r\n";
        text += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n\r\n" + answer.body;
        if (SSL_write(session.get(), text.data(), static_cast<int>(text.size())) <= 0) return;
    }
}

}  // namespace hineni

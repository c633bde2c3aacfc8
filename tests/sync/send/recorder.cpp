#include "tests/sync/send/recorder.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace hineni {

namespace {

void check(bool well, const char* what) {
    if (well) return;
    std::fprintf(stderr, "recorder: %s\n", what);
    std::abort();
}

std::string pin_of_key(X509* certificate) {
    unsigned char* der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
    std::array<unsigned char, 32> hash{};
    std::array<unsigned char, 48> text{};
    EVP_Digest(der, static_cast<std::size_t>(size), hash.data(), nullptr, EVP_sha256(), nullptr);
    OPENSSL_free(der);
    EVP_EncodeBlock(text.data(), hash.data(), static_cast<int>(hash.size()));
    return "sha256//" + std::string(reinterpret_cast<const char*>(text.data()));
}

}  // namespace

// In this process: `openssl req` cannot make one that begins in the future.
void Recorder::make_certificate(Validity validity) {
    EVP_PKEY* const key = EVP_EC_gen("P-256");
    X509* const made = X509_new();
    check(key != nullptr && made != nullptr, "no key");
    X509_set_version(made, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
    X509_gmtime_adj(X509_getm_notBefore(made), validity.from_s);
    X509_gmtime_adj(X509_getm_notAfter(made), validity.to_s);
    auto* const name = X509_get_subject_name(made);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("recorder"), -1, -1, 0);
    X509_set_issuer_name(made, name);
    X509_set_pubkey(made, key);
    auto* const names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost");
    X509_add_ext(made, names, -1);
    X509_EXTENSION_free(names);
    check(X509_sign(made, key, EVP_sha256()) > 0, "no certificate");
    FILE* const file = std::fopen(authorities().c_str(), "w");
    PEM_write_X509(file, made);
    std::fclose(file);
    pin_ = pin_of_key(made);
    check(SSL_CTX_use_certificate(rules_, made) == 1 && SSL_CTX_use_PrivateKey(rules_, key) == 1, "not taken");
    X509_free(made);
    EVP_PKEY_free(key);
}

Recorder::Recorder(Answer answer, Validity validity)
    : answer_(std::move(answer)), rules_(SSL_CTX_new(TLS_server_method())) {
    std::signal(SIGPIPE, SIG_IGN);  // A client that hangs up is what some tests are about.
    make_certificate(validity);
    listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    check(::bind(listening_, any, size) == 0 && ::listen(listening_, 64) == 0, "cannot listen");
    ::getsockname(listening_, any, &size);
    port_ = ntohs(address.sin_port);
    accepting_ = std::thread([this] { accept_all(); });
}

Recorder::~Recorder() {
    finish();
    ::close(listening_);
    SSL_CTX_free(rules_);
}

void Recorder::finish() {
    if (!accepting_.joinable()) return;
    ::shutdown(listening_, SHUT_RDWR);
    accepting_.join();
    for (auto& each : talks_) each.join();
}

void Recorder::accept_all() {
    for (;;) {
        const int socket = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        talks_.emplace_back([this, socket] { talk(socket); });
    }
}

// Head, an empty line, and as much as Content-Length says. Empty at the end of the connection.
std::string Recorder::next_request(ssl_st* tls, std::string& left) {
    for (;;) {
        const auto head = left.find("\r\n\r\n");
        if (head != std::string::npos) {
            const auto length = header_of(left, "content-length");
            const auto whole = head + 4 + (length.empty() ? 0 : std::stoul(length));
            if (left.size() >= whole) {
                auto request = left.substr(0, whole);
                left.erase(0, whole);
                return request;
            }
        }
        std::array<char, 16384> piece{};
        const int got = SSL_read(tls, piece.data(), static_cast<int>(piece.size()));
        if (got <= 0) return {};
        left.append(piece.data(), static_cast<std::size_t>(got));
        const std::lock_guard own(lock_);
        bytes_.append(piece.data(), static_cast<std::size_t>(got));
    }
}

void Recorder::talk(int socket) {
    auto* const tls = SSL_new(rules_);
    SSL_set_fd(tls, socket);
    if (SSL_accept(tls) == 1) {
        std::string left;
        for (auto request = next_request(tls, left); !request.empty(); request = next_request(tls, left)) {
            {
                const std::lock_guard own(lock_);
                requests_.push_back(request);
            }
            const auto answer = answer_(request);
            if (SSL_write(tls, answer.data(), static_cast<int>(answer.size())) <= 0) break;
        }
        SSL_shutdown(tls);
    }
    SSL_free(tls);
    ::close(socket);
}

std::string http(const std::string& status, const std::vector<std::string>& headers, const std::string& body) {
    std::string answer = "HTTP/1.1 " + status + "\r\n";
    for (const auto& line : headers) answer += line + "\r\n";
    return answer + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string header_of(const std::string& request, const std::string& name) {
    const auto end = request.find("\r\n\r\n");
    for (auto at = request.find("\r\n"); at < end; at = request.find("\r\n", at + 2)) {
        const auto line = request.substr(at + 2, request.find("\r\n", at + 2) - at - 2);
        const auto colon = line.find(':');
        if (colon != name.size() || ::strncasecmp(line.c_str(), name.c_str(), colon) != 0) continue;
        const auto value = line.find_first_not_of(' ', colon + 1);
        return value == std::string::npos ? std::string() : line.substr(value);
    }
    return {};
}

}  // namespace hineni

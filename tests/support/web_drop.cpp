#include "tests/support/web_drop.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

namespace hineni {

namespace {

constexpr std::string_view loopback = "127.0.0.1";

[[noreturn]] void no_server(const std::string& why) {
    std::fprintf(stderr, "test web server: %s\n", why.c_str());
    std::abort();
}

void make_certificate(const std::string& folder, const std::string& name, const std::string& for_whom) {
    const auto made = finish({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                              "-nodes", "-days", "2", "-subj", "/CN=" + name, "-addext", "subjectAltName=" + for_whom,
                              "-keyout", folder + "/" + name + ".key", "-out", folder + "/" + name + ".pem"});
    if (made.exit_code != 0) no_server("openssl: " + made.err);
}

// Our socket, handed to nginx as it hands its own to its successor: it listens before nginx starts, so nobody has to
// wait for nginx, and no other program can take the port.
int listen_anywhere(const std::string& where, int& port) {
    const int listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    ::inet_pton(AF_INET, where.c_str(), &address.sin_addr);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    const int yes = 1;
    ::setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    if (::bind(listening, any, size) != 0 || ::listen(listening, 64) != 0) no_server(std::strerror(errno));
    ::getsockname(listening, any, &size);
    port = ntohs(address.sin_port);
    return listening;
}

std::string answers() {
    std::string out;
    for (const int status : {201, 204, 400, 401, 403, 404, 405, 407, 409, 413, 415, 422, 429, 500, 502, 507, 511}) {
        const auto number = std::to_string(status);
        out += "location /answer/" + number + "/ { return " + number + "; }\n";
    }
    out += "location /answer/200/ { default_type text/html; return 200 '<h1>Free WiFi</h1>Sign in.'; }\n";
    out += "location /answer/301/ { return 301 /drop/; }\n";
    out += "location /answer/503/ { add_header Retry-After 7 always; return 503; }\n";
    return out;
}

}  // namespace

WebDrop::WebDrop(std::string listen) : listen_(std::move(listen)) {
    const auto folder = folder_.path().string();
    std::filesystem::create_directories(files());
    const auto for_whom = listen_ == loopback ? "DNS:localhost" : "IP:" + listen_;
    make_certificate(folder, "server", for_whom);
    make_certificate(folder, "other", for_whom);
    plug();
}

WebDrop::~WebDrop() {
    unplug();
    if (raw_ > 0) {
        ::kill(raw_, SIGKILL);
        ::waitpid(raw_, nullptr, 0);
    }
}

void WebDrop::write_configuration() const {
    const auto folder = folder_.path().string();
    std::ofstream file(folder_ / "nginx.conf");
    // Our folder is for us alone; without this nginx started by root works as somebody else.
    if (::geteuid() == 0) file << "user root;\n";
    file << "load_module /usr/lib/nginx/modules/ngx_http_dav_ext_module.so;\n"
            "daemon off; worker_processes 1;\n"
            "pid "
         << folder << "/pid; error_log " << folder << "/error.log;\nevents {}\nhttp {\naccess_log " << folder
         << "/access.log;\n";
    for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
        file << kind << "_temp_path " << folder << "/" << kind << ";\n";
    }
    file << "server { listen " << listen_ << ":" << port_ << " ssl; server_name localhost; client_max_body_size 1m;\n"
         << "ssl_certificate " << folder << "/server.pem; ssl_certificate_key " << folder << "/server.key;\n"
         << "root " << folder << "/www;\n"
         << "location /drop/ { dav_methods PUT MKCOL; dav_ext_methods PROPFIND OPTIONS; }\n"
         << "location /small/ { client_max_body_size 5k; alias " << folder << "/www/drop/; dav_methods PUT; }\n"
         << "location /pages/ { alias " << folder << "/www/drop/; autoindex on; dav_methods PUT; }\n"
         << "location /closed/ { alias " << folder << "/www/drop/; dav_methods PUT; limit_except PUT { deny all; } }\n"
         << "location /raw/ { proxy_pass http://unix:" << folder << "/raw.sock:/; }\n"
         << answers() << "}\n}\n";
}

void WebDrop::plug() {
    listening_ = listen_anywhere(listen_, port_);
    write_configuration();
    nginx_ =
        std::make_unique<Child>(std::vector<std::string>{"/usr/sbin/nginx", "-c", (folder_ / "nginx.conf").string(),
                                                         "-e", (folder_ / "error.log").string()},
                                std::vector<std::string>{"NGINX=" + std::to_string(listening_) + ";"}, listening_);
    ::close(listening_);
}

void WebDrop::unplug() {
    if (!nginx_) return;
    nginx_->signal(SIGTERM);  // At once, workers and all; the death of the master alone would leave them.
    nginx_->wait();
    nginx_.reset();
}

std::string WebDrop::address(const std::string& path) const {
    return "https://" + (listen_ == loopback ? "localhost" : listen_) + ":" + std::to_string(port_) + path;
}

std::string WebDrop::address_by_number() const {
    return "https://127.0.0.1:" + std::to_string(port_) + "/drop/";
}

std::size_t WebDrop::count() const {
    const auto entries = std::filesystem::directory_iterator(files());
    return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
}

std::string WebDrop::log() const {
    std::ifstream file(folder_ / "access.log");
    return {std::istreambuf_iterator<char>(file), {}};
}

void WebDrop::raw(const std::string& answer) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto path = (folder_ / "raw.sock").string();
    std::copy(path.begin(), path.end(), std::begin(address.sun_path));
    const int listening = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::bind(listening, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || ::listen(listening, 8) != 0) {
        no_server(std::strerror(errno));
    }
    raw_ = ::fork();
    if (raw_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (;;) {
            const int talk = ::accept(listening, nullptr, nullptr);
            if (talk < 0) ::_exit(0);
            static_cast<void>(::write(talk, answer.data(), answer.size()) < 0);
            ::shutdown(talk, SHUT_WR);
            std::array<char, 4096> ignored{};
            while (::read(talk, ignored.data(), ignored.size()) > 0) {}
            ::close(talk);
        }
    }
    ::close(listening);
}

}  // namespace hineni

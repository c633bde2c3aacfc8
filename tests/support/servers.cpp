#include "tests/support/servers.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace hineni {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "test server: %s\n", why.c_str());
    std::abort();
}

const fs::path& store_modules() {
    static const fs::path modules = fs::path(HINENI_SOURCE) / "build/object_store/node_modules";
    return modules;
}

}  // namespace

void make_certificate(const fs::path& folder, const std::string& name, const std::vector<std::string>& more) {
    std::vector<std::string> command{"openssl",
                                     "req",
                                     "-x509",
                                     "-newkey",
                                     "ec",
                                     "-pkeyopt",
                                     "ec_paramgen_curve:P-256",
                                     "-nodes",
                                     "-subj",
                                     "/CN=" + name,
                                     "-addext",
                                     "subjectAltName=DNS:localhost",
                                     "-keyout",
                                     (folder / (name + ".key")).string(),
                                     "-out",
                                     (folder / (name + ".pem")).string()};
    command.insert(command.end(), more.begin(), more.end());
    const auto made = finish(command);
    if (made.exit_code != 0) give_up("openssl: " + made.err);
}

std::string pin_of(const fs::path& certificate) {
    const auto made = finish({"sh", "-c",
                              "openssl x509 -in \"$0\" -pubkey -noout | openssl pkey -pubin -outform der |"
                              " openssl dgst -sha256 -binary | openssl base64",
                              certificate.string()});
    if (made.exit_code != 0 || made.out.size() != 45) give_up("openssl: " + made.err);
    return "sha256//" + made.out.substr(0, 44);
}

// Bound and never listening: the kernel gives the number to nobody, and lets a program listen on it that sets
// SO_REUSEADDR, as all servers do.
ReservedPort::ReservedPort() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int yes = 1;
    ::setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    if (::bind(socket_, any, size) != 0 || ::getsockname(socket_, any, &size) != 0) give_up(std::strerror(errno));
    port_ = ntohs(address.sin_port);
}

ReservedPort::~ReservedPort() {
    ::close(socket_);
}

Server::Server() {
    fs::create_directories(files());
    make_certificate(folder_.path(), "server");
}

void Server::start(std::vector<std::string> command, const std::string& ready,
                   const std::vector<std::string>& environment) {
    const auto name = command.front();
    child_ = std::make_unique<Child>(std::move(command), environment);
    if (!child_->says(ready)) give_up(name + " did not start: " + child_->said());
}

ApacheDrop::ApacheDrop() {
    const auto folder = folder_.path().string();
    std::ofstream file(folder_ / "apache.conf");
    const std::string modules = "/usr/lib/apache2/modules/mod_";
    for (const char* name :
         {"mpm_event", "authz_core", "authn_core", "alias", "allowmethods", "ssl", "dav", "dav_fs"}) {
        file << "LoadModule " << name << "_module " << modules << name << ".so\n";
    }
    if (::geteuid() == 0) {  // Apache refuses to work as root.
        file << "User nobody\nGroup nogroup\n";
        fs::permissions(folder_.path(), fs::perms::all);
        fs::permissions(files(), fs::perms::all);
    }
    file << "ServerRoot " << folder << "\nDefaultRuntimeDir " << folder << "\nPidFile " << folder << "/pid\n"
         << "ServerName localhost\nListen 127.0.0.1:" << port_.number()
         << "\nErrorLog /dev/stderr\nLogLevel error mpm_event:debug\nKeepAlive On\n"
         << "DavLockDB " << folder << "/lock\n"
         << "SSLEngine on\nSSLCertificateFile " << folder << "/server.pem\nSSLCertificateKeyFile " << folder
         << "/server.key\nAlias /drop " << files().string() << "\nAlias /filedrop " << files().string()
         << "\n<Directory " << files().string() << ">\nDav on\nRequire all granted\n</Directory>\n"
         << "<Location /filedrop/>\nAllowMethods PUT MKCOL\n"
         << "Require expr \"%{HTTP:X-Requested-With} == 'XMLHttpRequest'\"\n</Location>\n";
    file.close();
    start({"/usr/sbin/apache2", "-X", "-f", folder + "/apache.conf"}, "start_threads");
}

RcloneDrop::RcloneDrop() {
    start({"rclone", "serve", "webdav", files().string(), "--addr", "127.0.0.1:" + port_.number(), "--cert",
           authorities().string(), "--key", (folder_ / "server.key").string()},
          "Server started", {"RCLONE_CONFIG=" + (folder_ / "rclone.conf").string()});
}

std::string StoreDrop::missing() {
    if (fs::exists(store_modules() / "s3rver/package.json")) return {};
    return "s3rver is not there; tests/support/object_store installs it";
}

StoreDrop::StoreDrop() {
    start({"node", HINENI_SOURCE "/tests/support/object_store.cjs", store_modules().string(), files().string(),
           port_.number(), (folder_ / "server.key").string(), authorities().string()},
          "listening");
}

}  // namespace hineni

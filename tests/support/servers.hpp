// Real servers of other makers, over TLS on the loopback, each with a key of its own that only its pin and
// authorities() vouch for. They listen when the constructor returns, and are gone with the object.
//
//   ApacheDrop   mod_dav. /drop/: WebDAV. /filedrop/: the same folder as Nextcloud's public file-drop gives it to the
//                world: PUT and MKCOL only, and only with X-Requested-With: XMLHttpRequest.
//   RcloneDrop   `rclone serve webdav`, as an organizer types it on a laptop.
//   StoreDrop    s3rver, an S3-compatible object store, with the bucket "vigil" and the keys S3RVER and S3RVER. It
//   comes
//                from the npm registry (tests/support/object_store); where it could not be had, missing() says why.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "tests/support/fresh_folder.hpp"
#include "tests/support/process.hpp"

namespace hineni {

// folder/NAME.key and folder/NAME.pem, for localhost; `more` goes to openssl.
void make_certificate(const std::filesystem::path& folder, const std::string& name,
                      const std::vector<std::string>& more = {});
// "sha256//…" of the key in a certificate.
[[nodiscard]] std::string pin_of(const std::filesystem::path& certificate);

// A port that nobody else is given as long as this lives; one program may listen on it.
class ReservedPort {
  public:
    ReservedPort();
    ~ReservedPort();
    ReservedPort(const ReservedPort&) = delete;
    ReservedPort& operator=(const ReservedPort&) = delete;
    [[nodiscard]] std::string number() const { return std::to_string(port_); }

  private:
    int socket_ = -1;
    int port_ = 0;
};

class Server {
  public:
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::string address(const std::string& path) const {
        return "https://localhost:" + port_.number() + path;
    }
    [[nodiscard]] std::filesystem::path authorities() const { return folder_ / "server.pem"; }
    [[nodiscard]] std::string pin() const { return pin_of(authorities()); }
    // Where it keeps what it was given.
    [[nodiscard]] std::filesystem::path files() const { return folder_ / "files"; }

  protected:
    Server();
    ~Server() = default;
    // Waits until it has said so.
    void start(std::vector<std::string> command, const std::string& ready,
               const std::vector<std::string>& environment = {});

    FreshFolder folder_;
    ReservedPort port_;
    std::unique_ptr<Child> child_;
};

class ApacheDrop : public Server {
  public:
    ApacheDrop();
};

class RcloneDrop : public Server {
  public:
    RcloneDrop();
};

class StoreDrop : public Server {
  public:
    StoreDrop();
    // Empty where the store can be started.
    [[nodiscard]] static std::string missing();
    // An object of the bucket as it lies on the disk.
    [[nodiscard]] std::filesystem::path object(const std::string& key) const {
        return files() / "vigil" / (key + "._S3rver_object");
    }
};

}  // namespace hineni

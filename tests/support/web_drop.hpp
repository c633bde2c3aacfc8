// WebDrop: a real nginx with WebDAV over TLS, with a certificate of its own that only authorities()
// vouches for. It listens when the constructor returns, on the loopback or wherever it is told.
//
//   /drop/         WebDAV with PROPFIND; takes bundles of up to 1 MiB
//   /pages/        the same folder, without PROPFIND but with pages of links
//   /closed/       the same folder; PUT only
//   /small/        the same folder; takes no more than 5 KiB
//   /answer/N/     says N to everything and stores nothing (statuses in web_drop.cpp; 200 with a login page, 301 to
//                  /drop/, 503 with Retry-After: 7)
//   /raw/          what raw() was given, byte for byte
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/fresh_folder.hpp"
#include "tests/support/process.hpp"

namespace hineni {

class WebDrop {
  public:
    explicit WebDrop(std::string listen = "127.0.0.1");
    ~WebDrop();
    WebDrop(const WebDrop&) = delete;
    WebDrop& operator=(const WebDrop&) = delete;

    // "https://localhost:PORT/drop/", or with the number of where it was told to listen.
    [[nodiscard]] std::string address(const std::string& path = "/drop/") const;
    // By a name that is not in the certificate.
    [[nodiscard]] std::string address_by_number() const;
    [[nodiscard]] std::filesystem::path authorities() const { return folder_ / "server.pem"; }
    // Somebody else's.
    [[nodiscard]] std::filesystem::path other_authorities() const { return folder_ / "other.pem"; }

    // Where /drop/ keeps its files, and how many there are.
    [[nodiscard]] std::filesystem::path files() const { return folder_ / "www" / "drop"; }
    [[nodiscard]] std::size_t count() const;

    // A line for every question that was understood.
    [[nodiscard]] std::string log() const;

    // nginx dies; plug() brings it back on the same port.
    void unplug();
    void plug();

    // From now on /raw/ answers so, once for each question, and hangs up.
    void raw(const std::string& answer);

  private:
    void write_configuration() const;

    std::string listen_;
    FreshFolder folder_;
    int listening_ = -1;
    int port_ = 0;
    std::unique_ptr<Child> nginx_;
    pid_t raw_ = -1;
};

}  // namespace hineni

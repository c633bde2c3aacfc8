// Recorder: a TLS server inside the test that writes down every byte it gets, and answers what it is told.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/fresh_folder.hpp"

struct ssl_ctx_st;
struct ssl_st;

namespace hineni {

// From now on; negative is before.
struct Validity {
    long from_s = -3600;
    long to_s = 3600;
};

class Recorder {
  public:
    // Gets a whole request, head and body, and says the whole answer. Called for several at a time.
    using Answer = std::function<std::string(const std::string&)>;
    explicit Recorder(Answer answer, Validity validity = {});
    ~Recorder();
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    [[nodiscard]] std::string host() const { return "localhost:" + std::to_string(port_); }
    [[nodiscard]] std::string address(const std::string& path = "/drop/") const { return "https://" + host() + path; }
    [[nodiscard]] std::filesystem::path authorities() const { return folder_ / "server.pem"; }
    [[nodiscard]] std::string pin() const { return pin_; }

    // Waits until every connection was closed from the other side; none is taken any more.
    void finish();
    // What came, once finished: after the handshakes, and in whole requests.
    [[nodiscard]] const std::string& bytes() const { return bytes_; }
    [[nodiscard]] const std::vector<std::string>& requests() const { return requests_; }
    [[nodiscard]] std::size_t connections() const { return talks_.size(); }

  private:
    void make_certificate(Validity validity);
    void accept_all();
    void talk(int socket);
    [[nodiscard]] std::string next_request(ssl_st* tls, std::string& left);

    FreshFolder folder_;
    std::string pin_;
    Answer answer_;
    ssl_ctx_st* rules_ = nullptr;
    int listening_ = -1;
    int port_ = 0;
    std::mutex lock_;  // Over what follows.
    std::string bytes_;
    std::vector<std::string> requests_;
    std::vector<std::thread> talks_;
    std::thread accepting_;
};

// "HTTP/1.1 200 OK", the headers and the body, with its length.
[[nodiscard]] std::string http(const std::string& status, const std::vector<std::string>& headers = {},
                               const std::string& body = {});
// The value of a header of a request; empty where it has none.
[[nodiscard]] std::string header_of(const std::string& request, const std::string& name);

}  // namespace hineni

// Https: one kept-alive connection to one server, a question and an answer at a time. It knows libcurl and nothing of
// drops: what an answer means is decided elsewhere.
//
// HTTPS only, no redirects, no proxy of the environment, no compression, no cookies. The certificate and the name of
// the server are checked before a byte of ours leaves. 10 s to connect; 60 s for everything, and one more for each
// 2 KiB of a body, so that a slow line gets a bundle through; less than 100 bytes/s for 20 s is given up.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync/send/transport.hpp"

namespace hineni {

struct Question {
    std::string method;                 // "PUT", "GET", "HEAD", "PROPFIND", "MKCOL"
    std::string url;                    // Whole, with path; from DropAddress.
    std::vector<std::string> headers;   // "Name: value"
    BytesView body;                     // Of a PUT; must outlive the question.
    std::size_t at_most = 64UL * 1024;  // Bytes of the answer's body; more fails.
    // Done at most once, when the body of a PUT has been given to the network and the answer is being waited for.
    const std::function<void()>* meanwhile = nullptr;
};

struct Heard {
    long status = 0;
    Bytes body;
    std::string retry_after;  // As the headers say; empty where they do not.
    std::string date;
    std::string location;
    std::optional<std::size_t> length;  // Content-Length.
};

class Https {
  public:
    Https(std::string user, std::string password, Terms terms);
    ~Https();
    Https(const Https&) = delete;
    Https& operator=(const Https&) = delete;

    // Fails where there is no whole answer: in words and with a hint, and never with the path.
    [[nodiscard]] Result<Heard> ask(const Question& question);

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace hineni

// Https: kept-alive connections to one server, up to eight questions at a time. It knows libcurl and nothing of drops:
// what an answer means is decided elsewhere.
//
// HTTPS only, no redirects, no proxy of the environment, no compression, no cookies. Who the server is, is settled
// before a byte of ours leaves (believe.hpp). How long it may take is decided in talk.hpp.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sync/send/transport.hpp"

namespace hineni {

struct Question {
    std::string method;                 // "PUT", "POST", "GET", "HEAD", "PROPFIND", "MKCOL"
    std::string url;                    // Whole, with path; from DropAddress.
    std::vector<std::string> headers;   // "Name: value"
    BytesView body;                     // Of a PUT or POST; must outlive the question.
    std::size_t at_most = 64UL * 1024;  // Bytes of the answer's body; more fails.
    // The answer's body is held against this and not kept: Heard::same.
    std::optional<BytesView> same_as = std::nullopt;
    // Done at most once, when the body of a PUT has been given to the network and the answer is being waited for.
    const std::function<void()>* meanwhile = nullptr;
};

struct Heard {
    long status = 0;
    Bytes body;
    bool same = false;        // As Question::same_as, from the first byte to the last.
    std::string retry_after;  // As the headers say; empty where they do not.
    std::string date;
    std::string etag;
    std::string location;
    std::optional<std::size_t> length;  // Content-Length.
    std::chrono::seconds after{0};      // From the beginning of ask() or ask_all(), rounded up.
};

// Who we are. With `signing` ("aws:amz:REGION:s3") every question is signed with the password, which never leaves.
struct Login {
    std::string user, password;
    std::string signing = {};
};

class Https {
  public:
    Https(Login login, Terms terms);
    ~Https();
    Https(const Https&) = delete;
    Https& operator=(const Https&) = delete;

    // Fails where there is no whole answer: in words and with a hint, and never with the path.
    [[nodiscard]] Result<Heard> ask(const Question& question);

    // Up to eight of them at a time. `heard` gets each answer with the place of its question, as they come.
    using Hear = std::function<void(std::size_t, Result<Heard>)>;
    void ask_all(std::span<const Question> questions, const Hear& heard);

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace hineni

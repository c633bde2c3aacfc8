// Talk: one question under way, as libcurl sees it: where its body comes from, where the answer goes, and how long we
// have patience. Reads no clock: libcurl tells how long it took so far.
//
//   * 10 s until the connection is there and secure;
//   * 25 s in all, and one more for each KiB that goes through, on this connection or beside it: a slow line gets a
//     bundle through, a server that dribbles holds nobody up;
//   * 20 s without 100 bytes a second, and to answer what it was given; more only for what may still be under way: one
//     for each 64 KiB of all bodies.
#pragma once

#include <curl/curl.h>

#include <cstdint>

#include "sync/send/https.hpp"

namespace hineni {

// What all questions of an Https share.
struct Together {
    bool stopped = false;       // Terms::stop said so; it holds for all of them.
    std::uint64_t through = 0;  // Bytes, on all connections.
    std::size_t under_way = 0;  // Bytes of all bodies whose answer is missing.
};

class Talk {
  public:
    // `question` and `together` outlive it.
    Talk(const Question& question, Together& together);
    Talk(const Talk&) = delete;
    Talk& operator=(const Talk&) = delete;
    ~Talk() { together_->under_way -= question_->body.size(); }

    // Tells `curl` about it; it must not move from now on.
    void set(CURL* curl);

    // What came of it.
    [[nodiscard]] Result<Heard> end(CURLcode code);

  private:
    static std::size_t give_body(char* to, std::size_t size, std::size_t count, void* user);
    static int rewind_body(void* user, curl_off_t offset, int origin);
    static std::size_t take_body(char* from, std::size_t size, std::size_t count, void* user);
    static std::size_t take_header(char* from, std::size_t size, std::size_t count, void* user);
    static int still_wanted(void* user, curl_off_t, curl_off_t received, curl_off_t, curl_off_t sent);
    [[nodiscard]] long answer_s() const;
    [[nodiscard]] bool took_too_long();
    [[nodiscard]] Error in_words(CURLcode code) const;

    const Question* question_;
    Together* together_;
    CURL* curl_ = nullptr;
    BytesView left_;  // Of the body.
    Heard heard_;
    std::size_t compared_ = 0;
    bool headers_whole_ = false;  // Up to the empty line.
    bool too_much_ = false;
    std::uint64_t moved_ = 0;   // Bytes of ours that stand in `through`.
    std::uint64_t before_ = 0;  // What had gone through when we began.
    curl_off_t all_sent_us_ = -1;
    const std::function<void()>* meanwhile_;
};

}  // namespace hineni

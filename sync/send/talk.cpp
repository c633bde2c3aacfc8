#include "sync/send/talk.hpp"

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <utility>

#include "sync/send/believe.hpp"

namespace hineni {

namespace {

constexpr long connect_s = 10;
constexpr long whole_s = 25;
constexpr std::size_t through_per_s = 1024;
constexpr long slow_bytes_per_s = 100;
constexpr long slow_s = 20;
constexpr std::size_t under_way_per_s = 64UL * 1024;
constexpr curl_off_t us_per_s = 1'000'000;

bool same_letters(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char left, char right) { return lower(left) == lower(right); });
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace

Talk::Talk(const Question& question, Together& together)
    : question_(&question),
      together_(&together),
      left_(question.body),
      before_(together.through),
      meanwhile_(question.meanwhile) {
    together_->under_way += question.body.size();
}

void Talk::set(CURL* curl) {
    curl_ = curl;
    curl_easy_setopt(curl, CURLOPT_PRIVATE, this);
    curl_easy_setopt(curl, CURLOPT_URL, question_->url.c_str());
    if (question_->method == "PUT") {
        curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(question_->body.size()));
    } else if (question_->method == "POST") {
        curl_easy_setopt(curl, CURLOPT_POST, 1L);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(question_->body.size()));
    } else if (question_->method == "HEAD") {
        curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    } else {
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, question_->method.c_str());
    }
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, connect_s);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, slow_bytes_per_s);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, answer_s());
    // libcurl takes a function of any type and calls it by its own; here the compiler looks.
    constexpr curl_read_callback give = give_body;
    constexpr curl_seek_callback rewind = rewind_body;
    constexpr curl_write_callback take = take_body;
    constexpr curl_write_callback hear = take_header;
    constexpr curl_xferinfo_callback go_on = still_wanted;
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl, CURLOPT_READDATA, this);
    curl_easy_setopt(curl, CURLOPT_SEEKFUNCTION, rewind);
    curl_easy_setopt(curl, CURLOPT_SEEKDATA, this);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, go_on);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, this);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
}

std::size_t Talk::give_body(char* to, std::size_t size, std::size_t count, void* user) {
    auto& talk = *static_cast<Talk*>(user);
    const auto piece = std::min(size * count, talk.left_.size());
    std::copy_n(talk.left_.begin(), piece, reinterpret_cast<std::uint8_t*>(to));
    talk.left_ = talk.left_.subspan(piece);
    return piece;
}

// A kept-alive connection that died is opened again, and the body starts anew.
int Talk::rewind_body(void* user, curl_off_t offset, int origin) {
    auto& talk = *static_cast<Talk*>(user);
    const auto all = talk.question_->body;
    if (origin != SEEK_SET || offset < 0 || static_cast<std::size_t>(offset) > all.size()) return CURL_SEEKFUNC_FAIL;
    talk.left_ = all.subspan(static_cast<std::size_t>(offset));
    return CURL_SEEKFUNC_OK;
}

std::size_t Talk::take_body(char* from, std::size_t size, std::size_t count, void* user) {
    auto& talk = *static_cast<Talk*>(user);
    auto& heard = talk.heard_;
    const auto more = size * count;
    const auto have = talk.compared_ + heard.body.size();
    if (more > talk.question_->at_most - have) {
        talk.too_much_ = true;
        return 0;
    }
    if (const auto& wanted = talk.question_->same_as) {
        const auto rest = wanted->subspan(std::min(have, wanted->size()));
        const std::string_view piece(from, more);
        heard.same = heard.same && more <= rest.size() &&
                     std::equal(piece.begin(), piece.end(), rest.begin(),
                                [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
        talk.compared_ += more;
    } else {
        heard.body.insert(heard.body.end(), from, from + more);
    }
    return more;
}

std::size_t Talk::take_header(char* from, std::size_t size, std::size_t count, void* user) {
    auto& talk = *static_cast<Talk*>(user);
    auto& heard = talk.heard_;
    const std::string_view line(from, size * count);
    if (line.starts_with("HTTP/")) {  // What came before was "100 Continue" alone.
        heard = Heard{};
        heard.same = talk.question_->same_as.has_value();
        talk.headers_whole_ = false;
    }
    if (line == "\r\n" || line == "\n") talk.headers_whole_ = true;  // Blanks before that continue the line in front.
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return line.size();
    const auto value = trimmed(line.substr(colon + 1)).substr(0, 512);
    const auto name = line.substr(0, colon);
    if (same_letters(name, "retry-after")) heard.retry_after = value;
    if (same_letters(name, "date")) heard.date = value;
    if (same_letters(name, "etag")) heard.etag = value;
    if (same_letters(name, "location")) heard.location = value;
    return line.size();
}

long Talk::answer_s() const {
    return slow_s + static_cast<long>(together_->under_way / under_way_per_s);
}

bool Talk::took_too_long() {
    curl_off_t us = 0;
    curl_easy_getinfo(curl_, CURLINFO_TOTAL_TIME_T, &us);
    const bool sent = !question_->body.empty() && moved_ >= question_->body.size();
    if (sent && all_sent_us_ < 0) all_sent_us_ = us;
    if (all_sent_us_ >= 0 && us - all_sent_us_ > answer_s() * us_per_s) return true;
    return us > (whole_s + static_cast<long>((together_->through - before_) / through_per_s)) * us_per_s;
}

int Talk::still_wanted(void* user, curl_off_t, curl_off_t received, curl_off_t, curl_off_t sent) {
    auto& talk = *static_cast<Talk*>(user);
    auto& together = *talk.together_;
    const auto body = talk.question_->body.size();
    const bool all_sent = body > 0 && static_cast<std::size_t>(sent) >= body;
    if (all_sent && talk.meanwhile_ != nullptr) (*std::exchange(talk.meanwhile_, nullptr))();
    const auto moved = static_cast<std::uint64_t>(received) + static_cast<std::uint64_t>(sent);
    // A body that starts anew moves the same bytes again, and counts once.
    if (moved > talk.moved_) together.through += moved - std::exchange(talk.moved_, moved);
    return talk.took_too_long() ? 1 : 0;
}

Result<Heard> Talk::end(CURLcode code) {
    // libcurl takes a connection that ends within the headers for the end of the headers.
    if (code == CURLE_OK && !headers_whole_) code = CURLE_PARTIAL_FILE;
    if (code != CURLE_OK) return tl::unexpected(in_words(code));
    curl_easy_getinfo(curl_, CURLINFO_RESPONSE_CODE, &heard_.status);
    curl_off_t length = -1;
    curl_easy_getinfo(curl_, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    if (length >= 0) heard_.length = static_cast<std::size_t>(length);
    if (question_->same_as) heard_.same = heard_.same && compared_ == question_->same_as->size();
    return std::move(heard_);
}

Error Talk::in_words(CURLcode code) const {
    const std::string network = "check that the device is online; delivery goes on by itself";
    if (auto error = not_believed(curl_, code)) return std::move(*error);
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST: return {"the name of the server was not found", network};
        case CURLE_COULDNT_CONNECT: return {"no connection to the server", network};
        case CURLE_OPERATION_TIMEDOUT: return {"the server did not answer in time", network};
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR:
        case CURLE_GOT_NOTHING: return {"the connection broke off", network};
        case CURLE_PARTIAL_FILE: return {"the answer was cut off", network};
        case CURLE_ABORTED_BY_CALLBACK:
            if (together_->stopped) return {"it was given up because the program ends", ""};
            return {"the server did not answer in time", network};
        case CURLE_WRITE_ERROR:
            if (too_much_) {
                return {"the answer was longer than " + std::to_string(question_->at_most) + " bytes",
                        "check that the address is that of a drop"};
            }
            break;
        default: break;
    }
    return {std::string("the exchange with the server failed (") + curl_easy_strerror(code) + ")", network};
}

}  // namespace hineni

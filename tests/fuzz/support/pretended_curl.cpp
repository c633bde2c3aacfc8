#include "tests/fuzz/support/pretended_curl.hpp"

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

#include <algorithm>
#include <cstdarg>
#include <cstdlib>
#include <deque>

namespace hineni::fuzz {

namespace {

struct Script {
    std::deque<std::string> answers;
    std::vector<Exchange> exchanges;
};
Script& script() {
    static Script only;
    return only;
}

// One handle of libcurl's: what was set, and how it went.
struct Easy {
    std::string url;
    std::string method = "GET";
    bool no_body = false;
    curl_off_t to_send = 0;
    curl_read_callback read = nullptr;
    void* read_user = nullptr;
    curl_write_callback write = nullptr;
    void* write_user = nullptr;
    curl_write_callback header = nullptr;
    void* header_user = nullptr;
    curl_xferinfo_callback progress = nullptr;
    void* progress_user = nullptr;
    long status = 0;
    curl_off_t length = -1;
    curl_off_t took_us = 1000;
    bool done = false;
};

struct Multi {
    std::vector<Easy*> busy;
    std::deque<CURLMsg> messages;
    CURLMsg told{};
};

std::string_view line_of(std::string_view& text) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end == std::string_view::npos ? end : end + 1);
    text.remove_prefix(line.size());
    return line;
}

bool is_blank(std::string_view line) {
    return line == "\n" || line == "\r\n";
}

std::string value_of(std::string_view line, std::string_view name) {
    const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    const auto same = [&](char a, char b) { return small(a) == small(b); };
    if (line.size() <= name.size() || line[name.size()] != ':') return {};
    if (!std::equal(name.begin(), name.end(), line.begin(), same)) return {};
    const auto rest = line.substr(name.size() + 1);
    const auto from = rest.find_first_not_of(" \t\r\n");
    if (from == std::string_view::npos) return {};
    return std::string(rest.substr(from, rest.find_last_not_of(" \t\r\n") - from + 1));
}

// "HTTP/1.1 201 Created"; 0 for what libcurl takes for no answer at all.
long status_of(std::string_view line) {
    if (!line.starts_with("HTTP/1.1 ") && !line.starts_with("HTTP/1.0 ")) return 0;
    const auto digits = line.substr(9, 3);
    const bool all =
        digits.size() == 3 && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    return all ? std::strtol(std::string(digits).c_str(), nullptr, 10) : 0;
}

// Gives an answer to the callbacks of a handle, as libcurl does.
class Giving {
  public:
    Giving(Easy& easy, std::string_view answer, Exchange& exchange) : easy_(easy), rest_(answer), exchange_(exchange) {}

    CURLcode all() {
        const auto forced = orders();
        if (!upload()) return CURLE_ABORTED_BY_CALLBACK;
        if (rest_.empty()) return forced == CURLE_OK ? CURLE_GOT_NOTHING : forced;
        bool whole = headers();
        while (whole && easy_.status >= 100 && easy_.status < 200) whole = headers();
        if (easy_.status == 0) return CURLE_WEIRD_SERVER_REPLY;
        const auto code = whole ? body() : CURLE_OK;  // Ended within its headers: libcurl takes that for their end.
        exchange_.whole = whole && code == CURLE_OK && forced == CURLE_OK;
        return forced == CURLE_OK ? code : forced;
    }

  private:
    CURLcode orders() {
        CURLcode code = CURLE_OK;
        while (!rest_.empty() && (rest_.front() == '!' || rest_.front() == '~')) {
            const std::string line(line_of(rest_));
            const auto number = std::strtol(line.c_str() + 1, nullptr, 10) % 1000;
            if (line.front() == '!') code = static_cast<CURLcode>(std::abs(number) % CURL_LAST);
            if (line.front() == '~') easy_.took_us = std::abs(number) * 1'000'000;
        }
        return code;
    }
    bool upload() {
        char piece[1024];
        curl_off_t sent = 0;
        while (easy_.read != nullptr && sent < easy_.to_send) {
            const auto got = easy_.read(piece, 1, sizeof piece, easy_.read_user);
            if (got == 0 || got > sizeof piece) break;
            sent += static_cast<curl_off_t>(got);
        }
        return easy_.progress == nullptr || easy_.progress(easy_.progress_user, 0, 0, easy_.to_send, sent) == 0;
    }
    bool headers() {
        exchange_.etag.clear();
        exchange_.length.reset();
        easy_.length = -1;
        const auto first = rest_;
        easy_.status = exchange_.status = status_of(first);
        if (easy_.status == 0) return false;
        while (!rest_.empty()) {
            const auto line = line_of(rest_);
            std::string copy(line);  // libcurl's own room: whoever keeps a view of it is found out.
            easy_.header(copy.data(), 1, copy.size(), easy_.header_user);
            if (is_blank(line)) return true;
            if (const auto etag = value_of(line, "etag"); !etag.empty()) exchange_.etag = etag;
            if (const auto length = value_of(line, "content-length"); !length.empty()) {
                easy_.length = std::strtol(length.c_str(), nullptr, 10);
                exchange_.length = static_cast<std::size_t>(easy_.length);
            }
        }
        return false;
    }
    CURLcode body() {
        if (easy_.no_body || easy_.status == 204 || easy_.status == 304) return CURLE_OK;
        if (easy_.length < -1) return CURLE_WEIRD_SERVER_REPLY;
        const auto promised = easy_.length < 0 ? rest_.size() : static_cast<std::size_t>(easy_.length);
        exchange_.body = rest_.substr(0, promised);
        for (std::string_view left = exchange_.body; !left.empty();) {
            std::string piece(left.substr(0, 1 + left.size() / 2));
            if (easy_.write(piece.data(), 1, piece.size(), easy_.write_user) != piece.size()) return CURLE_WRITE_ERROR;
            left.remove_prefix(piece.size());
        }
        return exchange_.body.size() < promised ? CURLE_PARTIAL_FILE : CURLE_OK;
    }

    Easy& easy_;
    std::string_view rest_;
    Exchange& exchange_;
};

CURLcode answer(Easy& easy) {
    auto& all = script();
    auto& exchange = all.exchanges.emplace_back();
    exchange.method = easy.method;
    exchange.url = easy.url;
    if (all.answers.empty()) return CURLE_COULDNT_CONNECT;
    const auto text = std::move(all.answers.front());
    all.answers.pop_front();
    return Giving(easy, text, exchange).all();
}

void set(Easy& easy, CURLoption option, va_list& given) {
    switch (option) {
        case CURLOPT_URL: easy.url = va_arg(given, const char*); break;
        case CURLOPT_CUSTOMREQUEST: easy.method = va_arg(given, const char*); break;
        case CURLOPT_UPLOAD: easy.method = "PUT"; break;
        case CURLOPT_NOBODY:
            easy.method = "HEAD";
            easy.no_body = true;
            break;
        case CURLOPT_INFILESIZE_LARGE: easy.to_send = va_arg(given, curl_off_t); break;
        case CURLOPT_READFUNCTION: easy.read = va_arg(given, curl_read_callback); break;
        case CURLOPT_READDATA: easy.read_user = va_arg(given, void*); break;
        case CURLOPT_WRITEFUNCTION: easy.write = va_arg(given, curl_write_callback); break;
        case CURLOPT_WRITEDATA: easy.write_user = va_arg(given, void*); break;
        case CURLOPT_HEADERFUNCTION: easy.header = va_arg(given, curl_write_callback); break;
        case CURLOPT_HEADERDATA: easy.header_user = va_arg(given, void*); break;
        case CURLOPT_XFERINFOFUNCTION: easy.progress = va_arg(given, curl_xferinfo_callback); break;
        case CURLOPT_XFERINFODATA: easy.progress_user = va_arg(given, void*); break;
        default: break;
    }
}

}  // namespace

void pretend_answers(std::string_view all) {
    script() = {};
    for (;;) {
        const auto end = all.find(next_answer);
        script().answers.emplace_back(all.substr(0, end));
        if (end == std::string_view::npos) return;
        all.remove_prefix(end + next_answer.size());
    }
}

const std::vector<Exchange>& exchanges() {
    return script().exchanges;
}

}  // namespace hineni::fuzz

using hineni::fuzz::Easy;
using hineni::fuzz::Multi;

extern "C" {

CURLcode curl_global_init(long) {
    return CURLE_OK;
}
CURL* curl_easy_init() {
    return new Easy;
}
void curl_easy_cleanup(CURL* curl) {
    delete static_cast<Easy*>(curl);
}
void curl_easy_reset(CURL* curl) {
    *static_cast<Easy*>(curl) = {};
}
CURLcode curl_easy_setopt(CURL* curl, CURLoption option, ...) {
    va_list given;
    va_start(given, option);
    hineni::fuzz::set(*static_cast<Easy*>(curl), option, given);
    va_end(given);
    return CURLE_OK;
}
CURLcode curl_easy_getinfo(CURL* curl, CURLINFO info, ...) {
    const auto& easy = *static_cast<Easy*>(curl);
    va_list given;
    va_start(given, info);
    if (info == CURLINFO_RESPONSE_CODE) *va_arg(given, long*) = easy.status;
    if (info == CURLINFO_SSL_VERIFYRESULT) *va_arg(given, long*) = 0;
    if (info == CURLINFO_CONTENT_LENGTH_DOWNLOAD_T) *va_arg(given, curl_off_t*) = easy.length;
    if (info == CURLINFO_TOTAL_TIME_T) *va_arg(given, curl_off_t*) = easy.took_us;
    va_end(given);
    return CURLE_OK;
}
CURLM* curl_multi_init() {
    return new Multi;
}
CURLMcode curl_multi_cleanup(CURLM* multi) {
    delete static_cast<Multi*>(multi);
    return CURLM_OK;
}
CURLMcode curl_multi_setopt(CURLM*, CURLMoption, ...) {
    return CURLM_OK;
}
CURLMcode curl_multi_add_handle(CURLM* multi, CURL* curl) {
    static_cast<Multi*>(multi)->busy.push_back(static_cast<Easy*>(curl));
    return CURLM_OK;
}
CURLMcode curl_multi_remove_handle(CURLM* multi, CURL* curl) {
    std::erase(static_cast<Multi*>(multi)->busy, static_cast<Easy*>(curl));
    return CURLM_OK;
}
CURLMcode curl_multi_perform(CURLM* multi, int* running) {
    auto& all = *static_cast<Multi*>(multi);
    for (auto* const easy : all.busy) {
        if (easy->done) continue;
        easy->done = true;
        CURLMsg message{CURLMSG_DONE, easy, {}};
        message.data.result = hineni::fuzz::answer(*easy);
        all.messages.push_back(message);
    }
    *running = 0;
    return CURLM_OK;
}
CURLMsg* curl_multi_info_read(CURLM* multi, int* left) {
    auto& all = *static_cast<Multi*>(multi);
    if (all.messages.empty()) return nullptr;
    all.told = all.messages.front();
    all.messages.pop_front();
    *left = static_cast<int>(all.messages.size());
    return &all.told;
}
CURLMcode curl_multi_poll(CURLM*, curl_waitfd*, unsigned int, int, int*) {
    return CURLM_OK;
}
}

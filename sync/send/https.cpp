#include "sync/send/https.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace hineni {

namespace {

constexpr long connect_s = 10;
constexpr long whole_s = 60;
constexpr std::size_t body_bytes_per_s = 2048;
constexpr long slow_bytes_per_s = 100;
constexpr long slow_s = 20;
constexpr long send_buffer = 512L * 1024;  // A whole bundle at once.

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// One question under way.
struct Talk {
    BytesView left;
    BytesView all;
    Heard heard;
    std::size_t at_most = 0;
    bool too_much = false;
    const std::function<bool()>* stop = nullptr;
    const std::function<void()>* meanwhile = nullptr;
};

std::size_t give_body(char* to, std::size_t size, std::size_t count, void* user) {
    auto& talk = *static_cast<Talk*>(user);
    const auto piece = std::min(size * count, talk.left.size());
    std::copy_n(talk.left.begin(), piece, reinterpret_cast<std::uint8_t*>(to));
    talk.left = talk.left.subspan(piece);
    return piece;
}

// A kept-alive connection that died is opened again, and the body starts anew.
int rewind_body(void* user, curl_off_t offset, int origin) {
    auto& talk = *static_cast<Talk*>(user);
    if (origin != SEEK_SET || offset < 0 || static_cast<std::size_t>(offset) > talk.all.size()) {
        return CURL_SEEKFUNC_FAIL;
    }
    talk.left = talk.all.subspan(static_cast<std::size_t>(offset));
    return CURL_SEEKFUNC_OK;
}

std::size_t take_body(const char* from, std::size_t size, std::size_t count, void* user) {
    auto& talk = *static_cast<Talk*>(user);
    const auto more = size * count;
    if (more > talk.at_most - talk.heard.body.size()) {
        talk.too_much = true;
        return 0;
    }
    talk.heard.body.insert(talk.heard.body.end(), from, from + more);
    return more;
}

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

std::size_t take_header(const char* from, std::size_t size, std::size_t count, void* user) {
    auto& heard = static_cast<Talk*>(user)->heard;
    const std::string_view line(from, size * count);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return line.size();
    const auto value = trimmed(line.substr(colon + 1)).substr(0, 512);
    const auto name = line.substr(0, colon);
    if (same_letters(name, "retry-after")) heard.retry_after = value;
    if (same_letters(name, "date")) heard.date = value;
    if (same_letters(name, "location")) heard.location = value;
    return line.size();
}

int still_wanted(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t sent) {
    auto& talk = *static_cast<Talk*>(user);
    const bool all_sent = !talk.all.empty() && static_cast<std::size_t>(sent) >= talk.all.size();
    if (all_sent && talk.meanwhile != nullptr) (*std::exchange(talk.meanwhile, nullptr))();
    return talk.stop != nullptr && *talk.stop && (*talk.stop)() ? 1 : 0;
}

Error in_words(CURLcode code, const Talk& talk) {
    const std::string network = "check that the device is online; delivery goes on by itself";
    const std::string certificate =
        "do not sign in anywhere: this may be the network's login page or somebody else; check the drop's address and "
        "the device's clock";
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST: return {"the name of the server was not found", network};
        case CURLE_COULDNT_CONNECT: return {"no connection to the server", network};
        case CURLE_OPERATION_TIMEDOUT: return {"the server did not answer in time", network};
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR:
        case CURLE_GOT_NOTHING: return {"the connection broke off", network};
        case CURLE_PARTIAL_FILE: return {"the answer was cut off", network};
        case CURLE_PEER_FAILED_VERIFICATION:
            return {"the server could not prove who it is (its certificate does not fit)", certificate};
        case CURLE_SSL_CONNECT_ERROR: return {"no secure connection came about", certificate};
        case CURLE_SSL_CACERT_BADFILE:
            return {"the file of certificate authorities cannot be read", "check --ca and SSL_CERT_FILE"};
        case CURLE_ABORTED_BY_CALLBACK: return {"it was given up because the program ends", ""};
        case CURLE_WRITE_ERROR:
            if (talk.too_much) {
                return {"the answer was longer than " + std::to_string(talk.at_most) + " bytes",
                        "check that the address is that of a drop"};
            }
            break;
        default: break;
    }
    return {std::string("the exchange with the server failed (") + curl_easy_strerror(code) + ")", network};
}

}  // namespace

struct Https::Inside {
    CURL* curl = nullptr;
    std::string user, password, authorities;
    std::function<bool()> stop;

    void set_rules() const {
        curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
        curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(curl, CURLOPT_PROXY, "");
        curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
        curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
        curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
        if (!authorities.empty()) {
            curl_easy_setopt(curl, CURLOPT_CAINFO, authorities.c_str());
            curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
        }
        curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, connect_s);
        curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, slow_bytes_per_s);
        curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, slow_s);
        curl_easy_setopt(curl, CURLOPT_UPLOAD_BUFFERSIZE, send_buffer);
        if (!user.empty()) {
            curl_easy_setopt(curl, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
            curl_easy_setopt(curl, CURLOPT_USERNAME, user.c_str());
            curl_easy_setopt(curl, CURLOPT_PASSWORD, password.c_str());
        }
    }

    void set_question(const Question& question, Talk& talk) const {
        curl_easy_setopt(curl, CURLOPT_URL, question.url.c_str());
        curl_easy_setopt(curl, CURLOPT_NOBODY, question.method == "HEAD" ? 1L : 0L);
        if (question.method == "PUT") {
            curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
            curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(question.body.size()));
        } else if (question.method != "HEAD") {
            curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, question.method.c_str());
        }
        const auto seconds = whole_s + static_cast<long>(question.body.size() / body_bytes_per_s);
        curl_easy_setopt(curl, CURLOPT_TIMEOUT, seconds);
        curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_body);
        curl_easy_setopt(curl, CURLOPT_READDATA, &talk);
        curl_easy_setopt(curl, CURLOPT_SEEKFUNCTION, rewind_body);
        curl_easy_setopt(curl, CURLOPT_SEEKDATA, &talk);
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
        curl_easy_setopt(curl, CURLOPT_WRITEDATA, &talk);
        curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
        curl_easy_setopt(curl, CURLOPT_HEADERDATA, &talk);
        curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, still_wanted);
        curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &talk);
        curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    }
};

Https::Https(std::string user, std::string password, Terms terms) : inside_(std::make_unique<Inside>()) {
    static const auto started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started == CURLE_OK) inside_->curl = curl_easy_init();
    inside_->user = std::move(user);
    inside_->password = std::move(password);
    inside_->stop = std::move(terms.stop);
    inside_->authorities = terms.authorities.string();
}

Https::~Https() {
    if (inside_->curl != nullptr) curl_easy_cleanup(inside_->curl);
}

Result<Heard> Https::ask(const Question& question) {
    auto* const curl = inside_->curl;
    if (curl == nullptr) return fail("the network library did not start", "restart the device");
    Talk talk{question.body, question.body, {}, question.at_most, false, &inside_->stop, question.meanwhile};
    curl_easy_reset(curl);  // Keeps the connection and the session.
    inside_->set_rules();
    inside_->set_question(question, talk);
    std::unique_ptr<curl_slist, FreeList> headers;
    const auto add = [&](const std::string& line) {
        auto* const longer = curl_slist_append(headers.get(), line.c_str());
        if (longer == nullptr) return;
        static_cast<void>(headers.release());
        headers.reset(longer);
    };
    add("Expect:");  // Or some servers let us wait a second.
    for (const auto& line : question.headers) add(line);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());

    const auto code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &talk.heard.status);
    curl_off_t length = -1;
    curl_easy_getinfo(curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    if (length >= 0) talk.heard.length = static_cast<std::size_t>(length);
    if (code != CURLE_OK) return tl::unexpected(in_words(code, talk));
    return std::move(talk.heard);
}

}  // namespace hineni

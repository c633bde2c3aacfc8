#include "sync/send/https.hpp"

#include <curl/curl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <utility>

#include "sync/send/believe.hpp"
#include "sync/send/talk.hpp"

namespace hineni {

namespace {

constexpr std::size_t at_once = 8;
constexpr long send_buffer = 512L * 1024;  // A whole bundle at once.
constexpr int unsent = 64 * 1024;
constexpr int longest_wait_ms = 1000;
constexpr std::int64_t us_per_s = 1'000'000;

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeEasy {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct FreeMulti {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

// The system takes no more than it can soon send. It would take megabytes, and what lies there looks as if it were on
// its way: a slow line would seem to be a server that does not answer.
int take_little(void*, curl_socket_t socket, curlsocktype) {
    ::setsockopt(socket, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent, sizeof unsent);
    return CURL_SOCKOPT_OK;
}

// One of the questions that are asked at the same time.
struct Lane {
    std::unique_ptr<CURL, FreeEasy> curl;  // Made when it is first needed, and kept for what it remembers.
    std::unique_ptr<curl_slist, FreeList> headers;
    std::optional<Talk> talk;
    std::size_t question = 0;
    std::int64_t us = 0;  // Since the first question of this turn was begun.
};

}  // namespace

struct Https::Inside {
    Login login;
    Terms terms;
    Together together;
    std::array<Lane, at_once> lanes;
    std::unique_ptr<CURLM, FreeMulti> multi;  // Holds the connections; goes first.

    void set_rules(CURL* curl) const;
    void set_headers(Lane& lane, const Question& question) const;
    [[nodiscard]] bool begin(Lane& lane, const Question& question, std::size_t place);
    [[nodiscard]] bool hear(const Hear& heard);
    void end(Lane& lane, CURLcode code, const Hear& heard);
    void give_up_if_asked(const Hear& heard);
};

void Https::Inside::set_rules(CURL* curl) const {
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_UPLOAD_BUFFERSIZE, send_buffer);
    curl_easy_setopt(curl, CURLOPT_SOCKOPTFUNCTION, take_little);
    believe_by(curl, terms);
    if (!login.user.empty()) {
        curl_easy_setopt(curl, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        curl_easy_setopt(curl, CURLOPT_USERNAME, login.user.c_str());
        curl_easy_setopt(curl, CURLOPT_PASSWORD, login.password.c_str());
    }
    if (!login.signing.empty()) {
        curl_easy_setopt(curl, CURLOPT_AWS_SIGV4, login.signing.c_str());
        curl_easy_setopt(curl, CURLOPT_EXPECT_100_TIMEOUT_MS, 1L);  // See set_headers().
    }
}

void Https::Inside::set_headers(Lane& lane, const Question& question) const {
    lane.headers.reset();
    const auto add = [&](const std::string& line) {
        auto* const longer = curl_slist_append(lane.headers.get(), line.c_str());
        if (longer == nullptr) return;
        static_cast<void>(lane.headers.release());
        lane.headers.reset(longer);
    };
    // Or some servers let us wait a second. Where we sign, what is left out here would be signed as if it were there.
    if (login.signing.empty()) add("Expect:");
    for (const auto& line : question.headers) add(line);
    curl_easy_setopt(lane.curl.get(), CURLOPT_HTTPHEADER, lane.headers.get());
}

bool Https::Inside::begin(Lane& lane, const Question& question, std::size_t place) {
    if (!lane.curl) lane.curl.reset(curl_easy_init());
    if (!lane.curl || !multi) return false;
    auto* const curl = lane.curl.get();
    curl_easy_reset(curl);  // Keeps the session.
    lane.question = place;
    lane.talk.emplace(question, together);
    set_rules(curl);
    lane.talk->set(curl);
    set_headers(lane, question);
    if (curl_multi_add_handle(multi.get(), curl) == CURLM_OK) return true;
    lane.talk.reset();
    return false;
}

void Https::Inside::end(Lane& lane, CURLcode code, const Hear& heard) {
    curl_off_t us = 0;
    curl_easy_getinfo(lane.curl.get(), CURLINFO_TOTAL_TIME_T, &us);
    lane.us += us;
    auto answer = lane.talk->end(code);
    if (answer) answer->after = std::chrono::seconds((lane.us + us_per_s - 1) / us_per_s);
    curl_multi_remove_handle(multi.get(), lane.curl.get());  // Its connection stays.
    lane.talk.reset();
    heard(lane.question, std::move(answer));
}

void Https::Inside::give_up_if_asked(const Hear& heard) {
    together.stopped = together.stopped || (terms.stop && terms.stop());
    if (!together.stopped) return;
    for (auto& lane : lanes) {
        if (lane.talk) end(lane, CURLE_ABORTED_BY_CALLBACK, heard);
    }
}

// True where something came to its end.
bool Https::Inside::hear(const Hear& heard) {
    bool any = false;
    int others = 0;
    while (const auto* message = curl_multi_info_read(multi.get(), &others)) {
        if (message->msg != CURLMSG_DONE) continue;
        for (auto& lane : lanes) {
            if (!lane.talk || lane.curl.get() != message->easy_handle) continue;
            end(lane, message->data.result, heard);  // `message` is gone.
            any = true;
            break;
        }
    }
    return any;
}

Https::Https(Login login, Terms terms) : inside_(std::make_unique<Inside>()) {
    static const auto started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started == CURLE_OK) inside_->multi.reset(curl_multi_init());
    if (inside_->multi) curl_multi_setopt(inside_->multi.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(at_once));
    inside_->login = std::move(login);
    inside_->terms = std::move(terms);
}

Https::~Https() = default;

Result<Heard> Https::ask(const Question& question) {
    Result<Heard> answer;
    ask_all({&question, 1}, [&](std::size_t, Result<Heard> heard) { answer = std::move(heard); });
    return answer;
}

void Https::ask_all(std::span<const Question> questions, const Hear& heard) {
    auto& in = *inside_;
    in.together.stopped = false;
    for (auto& lane : in.lanes) lane.us = 0;
    std::size_t next = 0;
    std::size_t open = questions.size();
    const Hear count = [&](std::size_t place, Result<Heard> answer) {
        --open;
        heard(place, std::move(answer));
    };
    while (open > 0) {
        for (auto& lane : in.lanes) {
            if (lane.talk || next == questions.size()) continue;
            const auto place = next++;
            if (in.together.stopped) {
                count(place, fail("it was given up because the program ends"));
            } else if (!in.begin(lane, questions[place], place)) {
                count(place, fail("the network library did not start", "restart the device"));
            }
        }
        int running = 0;
        curl_multi_perform(in.multi.get(), &running);
        in.give_up_if_asked(count);
        const bool some_ended = in.hear(count) || in.together.stopped;
        // A second at most: so often stop() is asked.
        if (!some_ended && open > 0) curl_multi_poll(in.multi.get(), nullptr, 0, longest_wait_ms, nullptr);
    }
}

}  // namespace hineni

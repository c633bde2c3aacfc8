// slow_line [SEED [ROUNDS]]: 1,000 entries over a line of 1 Mbit/s, 300 ms there and back and 10 % loss each way, from
// the real hineni-sync send to a real nginx. Beside it the floor, on the same line: bare libcurl with the same bytes
// over eight connections.
// slow_line floors [SEED]: the floor alone, for several numbers of connections and sizes of bundles.
// HINENI_SYNC names another program than the one of this build.
#include <curl/curl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

#include "hineni/queue.hpp"
#include "tests/support/envelopes.hpp"
#include "tests/support/slow_line.hpp"
#include "tests/support/web_drop.hpp"

using namespace hineni;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t entries = 1000;
constexpr std::size_t part = envelope_sizes[0] + 8;

void must(bool so, const std::string& what) {
    if (so) return;
    std::fprintf(stderr, "slow_line: %s\n", what.c_str());
    std::exit(1);
}

double s_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

std::size_t give(char* to, std::size_t size, std::size_t count, void* user) {
    auto& left = *static_cast<BytesView*>(user);
    const auto piece = std::min(size * count, left.size());
    std::memcpy(to, left.data(), piece);
    left = left.subspan(piece);
    return piece;
}

// A process: one connection after the other's question, and each question until it is answered.
[[noreturn]] void send_some(const WebDrop& server, int lane, int bundles, std::size_t size) {
    CURL* const curl = curl_easy_init();
    const auto authorities = server.authorities().string();
    const Bytes body(size, 'x');
    curl_slist* const headers = curl_slist_append(nullptr, "Expect:");
    for (int i = 0; i < bundles; ++i) {
        const auto url = server.address() + std::to_string(lane) + "-" + std::to_string(i);
        long status = 0;
        while (status != 201 && status != 204) {
            BytesView left = body;
            curl_easy_reset(curl);
            curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
            curl_easy_setopt(curl, CURLOPT_CAINFO, authorities.c_str());
            curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
            curl_easy_setopt(curl, CURLOPT_UPLOAD_BUFFERSIZE, 512L * 1024);
            curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(size));
            curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
            curl_easy_setopt(curl, CURLOPT_READDATA, &left);
            curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
            curl_easy_perform(curl);
            curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
        }
    }
    ::_exit(0);
}

double floor_of(int connections, std::size_t kib, std::uint32_t seed) {
    SlowLine::Quality quality;
    quality.seed = seed;
    const SlowLine line(quality);
    const auto far = [&] {
        const auto at = line.far();
        return std::make_unique<WebDrop>(SlowLine::far_address);
    }();
    const auto each = kib * 1024;
    const auto bundles = static_cast<int>((entries * part + each - 1) / each);
    const auto start = Clock::now();
    std::vector<pid_t> children;
    for (int lane = 0; lane < connections; ++lane) {
        const int share = bundles / connections + (lane < bundles % connections ? 1 : 0);
        const auto at = line.near();
        const auto child = ::fork();
        if (child == 0) send_some(*far, lane, share, each);
        children.push_back(child);
    }
    for (const auto child : children) ::waitpid(child, nullptr, 0);
    return s_since(start);
}

void write_pack(const std::filesystem::path& folder) {
    std::filesystem::create_directory(folder);
    std::ofstream(folder / "event.toml")
        << "hineni = 1\n[event]\nid = \"vigil\"\nname = { en = \"Vigil\" }\nplace = { en = \"Square\" }\n"
           "starts = 2026-12-10T17:00:00-05:00\nlanguages = [\"en\"]\n"
           "[keys]\nrecipients = [\"hineni1pn42e2fmaq3gzmgsxb7ak6na2okcc5horyoif6lupntmzrefkvqkbl4rqe\"]\n"
           "[[form]]\nid = \"join\"\nkind = \"signup\"\ntitle = { en = \"Join\" }\n"
           "[[form.field]]\nid = \"name\"\nkind = \"name\"\nlabel = { en = \"Name\" }\n";
}

struct Ours {
    double s = 0;
    int runs = 0;  // Of hineni-sync send: it ends where the drop could not be reached.
    std::size_t bundles = 0;
};

Ours ours(const std::filesystem::path& queue, std::uint32_t seed) {
    const char* const other = std::getenv("HINENI_SYNC");
    const std::string program = other != nullptr ? other : HINENI_BIN "/hineni-sync";
    const FreshFolder folder;
    write_pack(folder / "event");
    std::filesystem::copy(queue, folder / "state");
    SlowLine::Quality quality;
    quality.seed = seed;
    const SlowLine line(quality);
    const auto far = [&] {
        const auto at = line.far();
        return std::make_unique<WebDrop>(SlowLine::far_address);
    }();
    Ours out;
    const auto start = Clock::now();
    for (;;) {
        ++out.runs;
        const auto at = line.near();
        const auto said =
            finish({program, "send", "--event", (folder / "event").string(), "--state", (folder / "state").string(),
                    "--drop", far->address(), "--ca", far->authorities().string()});
        if (said.exit_code == 0) break;
        std::fprintf(stderr, "after %.1f s: %s", s_since(start), said.err.c_str());
        must(s_since(start) < 600, "not done after ten minutes");
    }
    out.s = s_since(start);
    out.bundles = far->count();
    const auto count = line.count();
    std::fprintf(stderr, "%llu packets carried, %llu lost\n", static_cast<unsigned long long>(count.carried),
                 static_cast<unsigned long long>(count.lost));
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> words(argv + 1, argv + argc);
    must(start_sealing().has_value(), "start libsodium");
    if (const auto why = SlowLine::why_not(); !why.empty()) return std::printf("skipped: %s\n", why.c_str()), 0;
    const bool floors = !words.empty() && words.front() == "floors";
    if (floors) words.erase(words.begin());
    const auto seed = words.empty() ? 1U : static_cast<unsigned>(std::atoi(words[0].c_str()));
    const int rounds = words.size() < 2 ? 1 : std::atoi(words[1].c_str());
    if (floors) {
        for (const int connections : {1, 4, 8, 16}) {
            for (const std::size_t kib : {64U, 256U}) {
                std::printf("%2d connections, %3zu KiB: %6.1f s\n", connections, kib, floor_of(connections, kib, seed));
                std::fflush(stdout);
            }
        }
        return 0;
    }
    const FreshFolder folder;
    {
        auto queue = Queue::open(folder.path());
        must(queue.has_value(), "make a queue");
        for (std::size_t i = 0; i < entries; ++i) must(queue->add(noise_envelope()).has_value(), "add an entry");
    }
    for (int i = 0; i < rounds; ++i) {
        const auto took = ours(folder.path(), seed + static_cast<unsigned>(i));
        const auto least = floor_of(8, 256, seed + static_cast<unsigned>(i));
        std::printf("seed %u: hineni-sync send %.1f s (%d runs, %zu bundles); bare libcurl, 8 connections %.1f s\n",
                    seed + static_cast<unsigned>(i), took.s, took.runs, took.bundles, least);
        std::fflush(stdout);
    }
}

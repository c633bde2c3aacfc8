// uploading [ROUNDS]: what delivering costs. Sends a queue of 10,000 entries to a real nginx over TLS as `hineni-sync
// send` does it (read, bundle, plan, put, record), in turn with its floor: a bare libcurl loop that PUTs the identical
// bundles, already in memory, over one kept-alive connection. Prints the median of both, the ratio of their rates, and
// what each part takes by itself. Both begin without a connection; what was delivered is taken away between the rounds.
#include <curl/curl.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "hineni/queue.hpp"
#include "sync/send/uploader.hpp"
#include "tests/support/envelopes.hpp"
#include "tests/support/fresh_folder.hpp"
#include "tests/support/web_drop.hpp"

using namespace hineni;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t entries = 10'000;

template <class T>
T need(Result<T> result) {
    if (result) return std::move(*result);
    std::fprintf(stderr, "uploading: %s\n", result.error().what.c_str());
    std::exit(1);
}

void must(bool so, const char* what) {
    if (so) return;
    std::fprintf(stderr, "uploading: %s\n", what);
    std::exit(1);
}

double ms_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

Now now() {
    return {std::chrono::duration_cast<Monotonic>(Clock::now().time_since_epoch()), {}};
}

void fill(const std::filesystem::path& state) {
    auto queue = need(Queue::open(state));
    for (std::size_t i = 0; i < entries; ++i) must(queue.add(noise_envelope()).has_value(), "add to the queue");
}

void forget_deliveries(const std::filesystem::path& state, const WebDrop& server) {
    for (const auto* end : {"", "-wal", "-shm", ".lock"}) {
        std::filesystem::remove(state / (std::string("deliveries.db") + end));
    }
    for (const auto& file : std::filesystem::directory_iterator(server.files())) std::filesystem::remove(file);
}

// Everything that `hineni-sync send` does.
double whole(const std::filesystem::path& state, const WebDrop& server) {
    const auto start = Clock::now();
    const auto drop = need(transport_to(server.address(), {server.authorities(), {}}));
    const auto device = need(device_key(state));
    auto ledger = need(Ledger::open(state));
    auto uploader =
        need(Uploader::start(need(QueueReader::open(state)), ledger, *drop, [] { return 0U; }, {device, {}}));
    std::size_t delivered = 0;
    for (;;) {
        const auto stepped = need(uploader.step(now()));
        if (stepped.did == Stepped::Did::Nothing) break;
        must(stepped.did == Stepped::Did::Delivered, stepped.hindrance.why.c_str());
        delivered += stepped.entries;
    }
    const auto took = ms_since(start);
    must(delivered == entries, "not everything was delivered");
    return took;
}

std::size_t give(char* to, std::size_t size, std::size_t count, void* user) {
    auto& left = *static_cast<BytesView*>(user);
    const auto piece = std::min(size * count, left.size());
    std::memcpy(to, left.data(), piece);
    left = left.subspan(piece);
    return piece;
}

// The floor: nothing but libcurl.
double bare(const std::vector<Bundle>& bundles, const WebDrop& server) {
    const auto start = Clock::now();
    CURL* const curl = curl_easy_init();
    const auto authorities = server.authorities().string();
    curl_slist* const headers = curl_slist_append(nullptr, "Expect:");
    for (const auto& bundle : bundles) {
        BytesView left = bundle.bytes;
        const auto address = server.address() + bundle.name;
        curl_easy_setopt(curl, CURLOPT_URL, address.c_str());
        curl_easy_setopt(curl, CURLOPT_CAINFO, authorities.c_str());
        curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(curl, CURLOPT_UPLOAD_BUFFERSIZE, 512L * 1024);
        curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(left.size()));
        curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
        curl_easy_setopt(curl, CURLOPT_READDATA, &left);
        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
        must(curl_easy_perform(curl) == CURLE_OK, "the bare loop was not answered");
        long status = 0;
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
        must(status == 201, "the bare loop was answered something else than 201");
    }
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    return ms_since(start);
}

std::vector<Bundle> delivered_bundles(const WebDrop& server) {
    std::vector<Bundle> bundles;
    const auto drop = need(transport_to("file:" + server.files().string()));
    for (auto& name : need(drop->list())) {
        auto bytes = need(drop->get(name, 2 * largest_bundle));
        bundles.push_back({std::move(name), std::move(bytes)});
    }
    return bundles;
}

// A part of the work by itself, without the network.
template <class Part>
void share(const char* what, int rounds, double floor, Part part) {
    std::vector<double> took;
    for (int i = 0; i < rounds; ++i) {
        const auto start = Clock::now();
        part();
        took.push_back(ms_since(start));
    }
    std::printf("  %-34s p50 %7.1f ms   %3.0f %% of the floor\n", what, median(took), 100 * median(took) / floor);
}

// Takes everything at once: what is left is the device's own work.
class Nowhere : public Transport {
  public:
    Answered put(std::string_view, BytesView) override { return {Reply::Accepted, {}, {}, {}}; }
    Result<std::vector<std::string>> list() override { return std::vector<std::string>{}; }
    Result<std::optional<Bytes>> find(std::string_view, std::size_t) override { return std::nullopt; }
    std::string place() const override { return "nowhere"; }
};

void shares(const std::filesystem::path& state, const WebDrop& server, const std::vector<Bundle>& bundles, int rounds,
            double floor) {
    share("reading the queue", rounds, floor, [&] {
        auto queue = need(QueueReader::open(state));
        for (const auto& id : need(queue.ids())) must(need(queue.bytes(id)).has_value(), "read the queue");
    });
    share("hashing all bundles once", rounds, floor, [&] {
        for (const auto& bundle : bundles) static_cast<void>(digest(bundle.bytes));
    });
    share("everything but the network", rounds, floor, [&] {
        forget_deliveries(state, server);
        Nowhere nowhere;
        const auto device = need(device_key(state));
        auto ledger = need(Ledger::open(state));
        auto uploader =
            need(Uploader::start(need(QueueReader::open(state)), ledger, nowhere, [] { return 0U; }, {device, {}}));
        while (need(uploader.step(now())).did != Stepped::Did::Nothing) {}
    });
    std::vector<double> took;
    for (int i = 0; i < rounds; ++i) {
        forget_deliveries(state, server);
        const auto drop = need(transport_to(server.address(), {server.authorities(), {}}));
        const auto start = Clock::now();
        for (const auto& bundle : bundles) {
            must(drop->put(bundle.name, bundle.bytes).reply == Reply::Accepted, "our transport was not answered");
        }
        took.push_back(ms_since(start));
    }
    std::printf("  %-34s p50 %7.1f ms   %3.0f %% of the floor\n", "our transport, bundles in memory", median(took),
                100 * median(took) / floor);
}

}  // namespace

int main(int argc, char** argv) {
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 9;
    if (rounds < 1) return std::fprintf(stderr, "usage: uploading [ROUNDS]\n"), 2;
    must(start_sealing().has_value(), "start libsodium");
    const FreshFolder state;
    const WebDrop server;
    fill(state.path());
    std::vector<Bundle> bundles;
    std::vector<double> ours;
    std::vector<double> floor;
    for (int i = 0; i <= rounds; ++i) {  // The first one only warms up, and gives the bundles.
        forget_deliveries(state.path(), server);
        const auto took = whole(state.path(), server);
        if (bundles.empty()) bundles = delivered_bundles(server);
        forget_deliveries(state.path(), server);
        const auto at_least = bare(bundles, server);
        if (i == 0) continue;
        ours.push_back(took);
        floor.push_back(at_least);
    }
    const auto rate = [](const std::vector<double>& took) { return entries / median(took) * 1000; };
    std::printf("%zu entries in %zu bundles, %d rounds\n", entries, bundles.size(), rounds);
    std::printf("  %-34s p50 %7.1f ms   %7.0f entries/s\n", "whole uploader", median(ours), rate(ours));
    std::printf("  %-34s p50 %7.1f ms   %7.0f entries/s\n", "bare libcurl loop", median(floor), rate(floor));
    std::printf("  %-34s %.1f %%\n", "ratio of the rates", 100 * rate(ours) / rate(floor));
    shares(state.path(), server, bundles, rounds, median(floor));
}

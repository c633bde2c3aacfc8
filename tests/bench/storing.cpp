// storing FOLDER [MIRROR]: what a thank-you costs. Seals an entry and adds it to a real queue, in turn with its floor:
// sealing the same entry and appending it to a plain file with fdatasync. Prints the median and the 99th percentile of
// both and the ratio; and what a second copy in the folder MIRROR costs on top.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <vector>

#include "hineni/mirror.hpp"
#include "hineni/queue.hpp"
#include "hineni/seal.hpp"

using namespace hineni;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int rounds = 2000;

Entry sample() {
    Entry entry;
    entry.id = new_entry_id();
    entry.event = "vigil";
    entry.form = "join";
    entry.language = "en";
    for (const char* text : {"Ada Sample", "ada@example.org", "+1 555 010 4477", "02139"}) {
        Answer answer{.field = "field", .value = Secret(256)};
        if (!answer.value.append(text)) std::abort();
        entry.answers.push_back(std::move(answer));
    }
    return entry;
}

double at(std::vector<double> micros, double share) {
    std::sort(micros.begin(), micros.end());
    return micros[static_cast<std::size_t>(share * static_cast<double>(micros.size() - 1))];
}

template <class T>
T need(Result<T> result) {
    if (result) return std::move(*result);
    std::fprintf(stderr, "storing: %s\n", result.error().what.c_str());
    std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2 && argc != 3) {
        return std::fprintf(stderr, "usage: storing FOLDER [MIRROR] (on the disks to be measured)\n"), 2;
    }
    const std::filesystem::path folder = argv[1];
    if (!start_sealing()) return 1;
    const auto device = need(device_key(folder));
    auto queue = need(Queue::open(folder));
    const PublicKey recipients[] = {PublicKey{device.public_half}, PublicKey{device.public_half}};
    const int file = ::open((folder / "floor").c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
    if (file < 0) return 1;

    std::vector<double> ours;
    std::vector<double> floor;
    std::vector<double> copies;
    Mirror mirror(argc == 3 ? argv[2] : "");
    const auto micros_since = [](Clock::time_point start) {
        return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
    };
    for (int i = 0; i < rounds; ++i) {
        const Entry entry = sample();
        auto start = Clock::now();
        const auto envelope = need(seal(entry, recipients, device));
        if (!queue.add(envelope)) return 1;
        ours.push_back(micros_since(start));
        if (argc == 3) {
            start = Clock::now();
            need(mirror.add(envelope).map([] { return 0; }));
            copies.push_back(micros_since(start));
        }

        start = Clock::now();
        const auto same = need(seal(entry, recipients, device));
        if (::write(file, same.bytes.data(), same.bytes.size()) < 0 || ::fdatasync(file) != 0) return 1;
        floor.push_back(micros_since(start));
    }
    std::printf("seal + durable commit   p50 %7.0f us   p99 %7.0f us   (%d rounds)\n", at(ours, 0.5), at(ours, 0.99),
                rounds);
    std::printf("seal + write+fdatasync  p50 %7.0f us   p99 %7.0f us\n", at(floor, 0.5), at(floor, 0.99));
    if (argc == 3)
        std::printf("second copy             p50 %7.0f us   p99 %7.0f us\n", at(copies, 0.5), at(copies, 0.99));
    std::printf("ratio of the medians    %.2f\n", at(ours, 0.5) / at(floor, 0.5));
}

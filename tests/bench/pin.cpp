// pin: what looking at an organizer's PIN costs, in wall and processor time, beside libsodium's own preset for somebody
// who waits (crypto_pwhash_OPSLIMIT_INTERACTIVE: 2 passes over 64 MiB), in turn.
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <string_view>
#include <vector>

#include "hineni/pin.hpp"
#include "hineni/seal.hpp"

using namespace hineni;

namespace {

double clock_at(clockid_t which) {
    timespec time{};
    clock_gettime(which, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

struct Times {
    std::vector<double> wall, processor;

    template <class Work>
    void add(const Work& work) {
        const double wall_before = clock_at(CLOCK_MONOTONIC);
        const double processor_before = clock_at(CLOCK_THREAD_CPUTIME_ID);
        work();
        wall.push_back(clock_at(CLOCK_MONOTONIC) - wall_before);
        processor.push_back(clock_at(CLOCK_THREAD_CPUTIME_ID) - processor_before);
    }
    void say(const char* what) {
        std::sort(wall.begin(), wall.end());
        std::sort(processor.begin(), processor.end());
        std::printf("%-34s p50 %6.1f ms, processor %6.1f ms\n", what, wall[wall.size() / 2],
                    processor[wall.size() / 2]);
    }
};

}  // namespace

int main() {
    constexpr int rounds = 21;
    constexpr std::string_view digits = "271828";
    Secret pin(16);
    if (!start_sealing() || !pin.append(digits)) return 1;
    const auto hash = pin_hash(pin);
    std::array<char, crypto_pwhash_STRBYTES> theirs{};
    const auto preset = [&] {
        return crypto_pwhash_str(theirs.data(), digits.data(), digits.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                 crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0;
    };
    if (!hash || !preset()) return 1;
    bool right = true;
    Times ours;
    Times floor;
    for (int round = 0; round < rounds; ++round) {
        ours.add([&] { right = right && pin_is(*hash, pin).value_or(false); });
        floor.add([&] { right = right && crypto_pwhash_str_verify(theirs.data(), digits.data(), digits.size()) == 0; });
    }
    if (!right) return 1;
    ours.say("a PIN looked at (4 x 32 MiB)");
    floor.say("libsodium's preset (2 x 64 MiB)");
    return 0;
}

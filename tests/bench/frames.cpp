// frames [PICTURES]: what a frame costs, without a window. Prints microseconds of processor time; with a folder, writes
// the two scenes.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <functional>
#include <vector>

#include "kiosk/shell/painter.hpp"
#include "kiosk/shell/png.hpp"
#include "tests/bench/scene.hpp"

using namespace hineni;

// Processor time of this thread, so that what else the machine does is not counted.
static double now() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

static double microseconds(double from) {
    return now() - from;
}

// The middle and the 99th of a hundred of many runs.
static void report(const char* what, int runs, const std::function<void(int)>& step) {
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        const auto start = now();
        step(i);
        times.push_back(microseconds(start));
    }
    std::sort(times.begin(), times.end());
    std::printf("%-44s p50 %8.0f us   p99 %8.0f us\n", what, times[times.size() / 2], times[times.size() * 99 / 100]);
}

int main(int argc, char** argv) {
    auto start = now();
    auto painter = Painter::open();
    if (!painter) {
        std::fprintf(stderr, "frames: %s\nhint: %s\n", painter.error().what.c_str(), painter.error().hint.c_str());
        return 1;
    }
    std::printf("%-44s     %8.0f us\n", "open fonts, ImGui, rasteriser", microseconds(start));
    constexpr int width = 1280;
    constexpr int height = 800;
    std::vector<std::uint32_t> memory(static_cast<std::size_t>(width) * height);
    const Pixels target{memory.data(), width, height, width};
    const Painter::Draw welcome = [](ImDrawList& list, Typesetter& type) { scene::welcome(list, type, width, height); };
    const auto typed = [](int i) {
        return Painter::Draw([i](ImDrawList& list, Typesetter& type) {
            scene::card(list, type, width, height,
                        std::string_view("02134021").substr(0, static_cast<std::size_t>(i % 8)),
                        i % 2 == 0 ? i % 40 : -1);
        });
    };
    const auto picture = [&](const char* name) {
        if (argc < 2) return;
        if (const auto done = write_png(std::filesystem::path(argv[1]) / name, target); !done) {
            std::fprintf(stderr, "frames: %s\n", done.error().what.c_str());
        }
    };
    start = now();
    painter->frame(welcome, target);
    std::printf("%-44s     %8.0f us\n", "first frame of the welcome screen", microseconds(start));
    picture("welcome.png");
    start = now();
    painter->frame(typed(5), target);
    std::printf("%-44s     %8.0f us\n", "first frame of the card", microseconds(start));
    picture("card.png");
    report("logic only, card", 500, [&](int i) { painter->logic(width, height, typed(i)); });
    report("key-press frame, card", 1000, [&](int i) { painter->frame(typed(i), target); });
    report("unchanged frame, card", 500, [&](int) { painter->frame(typed(1), target); });
    report("full frame, card", 300, [&](int i) { painter->forget(), painter->frame(typed(i), target); });
    report("full frame, welcome", 300, [&](int) { painter->forget(), painter->frame(welcome, target); });
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    std::printf("%-44s     %8ld KiB (the target is %d)\n", "largest resident size", used.ru_maxrss,
                width * height * 4 / 1024);
    return 0;
}

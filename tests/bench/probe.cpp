// probe first-pixel RUNS PROGRAM [ARGUMENT…]    probe touch X Y TIMES
// Watches an X server from outside: when the first pixel comes, and how long a touch takes to be seen. Prints
// milliseconds. Needs a server on which nothing else draws.
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>
#include <vector>

// libXtst comes with xdotool; its headers would be one more package.
extern "C" int XTestFakeButtonEvent(Display* display, unsigned button, int down, unsigned long delay);
extern "C" int XTestFakeMotionEvent(Display* display, int screen, int x, int y, unsigned long delay);

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

static std::vector<unsigned long> part(Display* display, int x, int y, int size) {
    XImage* image = XGetImage(display, DefaultRootWindow(display), x, y, static_cast<unsigned>(size),
                              static_cast<unsigned>(size), AllPlanes, ZPixmap);
    std::vector<unsigned long> pixels;
    for (int row = 0; image != nullptr && row < size; ++row) {
        for (int column = 0; column < size; ++column) pixels.push_back(XGetPixel(image, column, row));
    }
    if (image != nullptr) XDestroyImage(image);
    return pixels;
}

// Milliseconds until this part differs from `before`; -1 after two seconds.
static double until_changed(Display* display, int x, int y, int size, const std::vector<unsigned long>& before,
                            Clock::time_point start) {
    while (Clock::now() - start < 2s) {
        if (part(display, x, y, size) != before) {
            return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
        }
        std::this_thread::sleep_for(200us);
    }
    return -1;
}

static void report(std::vector<double> times) {
    std::sort(times.begin(), times.end());
    std::printf("p50 %7.2f ms   p99 %7.2f ms\n", times[times.size() / 2], times[times.size() * 99 / 100]);
}

static int first_pixel(Display* display, int runs, char** program) {
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) {
        const auto before = part(display, 600, 300, 48);
        const auto start = Clock::now();
        const pid_t child = fork();
        if (child == 0) {
            execv(program[0], program);
            _exit(127);
        }
        times.push_back(until_changed(display, 600, 300, 48, before, start));
        kill(child, SIGTERM);
        waitpid(child, nullptr, 0);
        XClearWindow(display, DefaultRootWindow(display));
        XSync(display, False);
    }
    report(times);
    return 0;
}

static int touch(Display* display, int x, int y, int times) {
    std::vector<double> taken;
    for (int i = 0; i < times && i - static_cast<int>(taken.size()) < 5; ++i) {
        XTestFakeMotionEvent(display, -1, x, y, CurrentTime);
        XSync(display, False);
        std::this_thread::sleep_for(40ms);  // The program sleeps again.
        const auto before = part(display, x - 8, y - 8, 16);
        const auto start = Clock::now();
        XTestFakeButtonEvent(display, 1, True, CurrentTime);
        XFlush(display);
        const double seen = until_changed(display, x - 8, y - 8, 16, before, start);
        if (seen >= 0) taken.push_back(seen);
        // The finger leaves beside it: nothing is tapped.
        XTestFakeMotionEvent(display, -1, 2, 2, CurrentTime);
        XTestFakeButtonEvent(display, 1, False, CurrentTime);
        XSync(display, False);
    }
    if (taken.size() < static_cast<std::size_t>(times) / 2) {
        std::printf("only %zu of %d touches were seen\n", taken.size(), times);
        return 1;
    }
    report(taken);
    return 0;
}

int main(int argc, char** argv) {
    Display* display = XOpenDisplay(nullptr);
    if (display == nullptr || argc < 4) {
        std::fprintf(stderr, "probe: needs a display, and first-pixel RUNS PROGRAM… or touch X Y TIMES\n");
        return 2;
    }
    if (std::string_view(argv[1]) == "first-pixel") return first_pixel(display, std::atoi(argv[2]), argv + 3);
    return argc > 4 ? touch(display, std::atoi(argv[2]), std::atoi(argv[3]), std::atoi(argv[4])) : 2;
}

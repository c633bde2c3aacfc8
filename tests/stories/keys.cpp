// Nobody gets out of the kiosk by a keyboard: the shipped program in a real window, and every key code there is with
// every modifier. Each process that it starts is seen, however short its life, because the kernel stops the kiosk for
// it.
#include <dlfcn.h>
#include <doctest/doctest.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <set>
#include <thread>

#include "tests/stories/vigil.hpp"
#include "tests/support/display.hpp"

using namespace hineni;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

// What it started since: counted by a thread that is its debugger, which only root may be.
class Watch {
  public:
    explicit Watch(pid_t watched) : thread_([this, watched] { watch(watched); }) {
        while (!begun_) std::this_thread::yield();
    }
    ~Watch() {
        over_ = true;
        thread_.join();  // The kernel lets go of what an ended thread watched.
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    [[nodiscard]] bool sees() const { return sees_; }
    [[nodiscard]] int processes() const { return processes_; }
    [[nodiscard]] int programs() const { return programs_; }

  private:
    void watch(pid_t watched) {
        const long told = PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC;
        bool all = true;
        for (const auto& task : fs::directory_iterator("/proc/" + std::to_string(watched) + "/task")) {
            all = ptrace(PTRACE_SEIZE, std::stoi(task.path().filename()), nullptr, told) == 0 && all;
        }
        sees_ = all;
        begun_ = true;
        while (!over_) {
            int status = 0;
            const pid_t stopped = waitpid(-1, &status, __WALL | __WNOTHREAD | WNOHANG);
            if (stopped <= 0) {
                std::this_thread::sleep_for(1ms);
            } else if (WIFSTOPPED(status)) {
                ptrace(PTRACE_CONT, stopped, nullptr, static_cast<long>(count(status)));
            }
        }
    }
    // The signal that it stopped for and is to have.
    int count(int status) {
        switch (status >> 16) {
            case 0: return WSTOPSIG(status);
            case PTRACE_EVENT_FORK:
            case PTRACE_EVENT_VFORK: ++processes_; return 0;
            case PTRACE_EVENT_EXEC: ++programs_; return 0;
            default: return 0;
        }
    }

    std::atomic<bool> begun_ = false, over_ = false, sees_ = false;
    std::atomic<int> processes_ = 0, programs_ = 0;
    std::thread thread_;
};

// Codes of X, eight more than the kernel's.
// Shift, Ctrl, Alt, AltGr, logo, and the locks: pressed with the others or by themselves.
const std::set<unsigned> modifiers = {37, 50, 62, 64, 66, 77, 78, 92, 105, 108, 133, 134, 203, 204, 205, 206, 207};

constexpr unsigned shift = 50, ctrl = 37, alt = 64, logo = 133;
constexpr std::array held = {shift, ctrl, alt, logo};
constexpr unsigned but_shift = 0b1110;

// A real keyboard's events, as many as there are at once: xdotool waits for the server after each. Its libraries do it.
class Keyboard {
  public:
    explicit Keyboard(const std::string& display) {
        auto* const x11 = dlopen("libX11.so.6", RTLD_NOW);
        auto* const test = dlopen("libXtst.so.6", RTLD_NOW);
        REQUIRE_MESSAGE((x11 != nullptr && test != nullptr), "the libraries that xdotool needs");
        sync_ = reinterpret_cast<int (*)(void*, int)>(dlsym(x11, "XSync"));
        fake_ = reinterpret_cast<int (*)(void*, unsigned, int, unsigned long)>(dlsym(test, "XTestFakeKeyEvent"));
        connection_ = reinterpret_cast<void* (*)(const char*)>(dlsym(x11, "XOpenDisplay"))(display.c_str());
        REQUIRE(connection_ != nullptr);
    }
    void tap(unsigned code) const {
        fake_(connection_, code, 1, 0);
        fake_(connection_, code, 0, 0);
    }
    // Every key with each combination of what is held; `one_of`: only those with something of it.
    void storm(unsigned one_of) const {
        for (unsigned combination = 0; combination < 1U << held.size(); ++combination) {
            if (one_of != 0 && (combination & one_of) == 0) continue;
            for (std::size_t i = 0; i < held.size(); ++i) {
                if ((combination >> i & 1U) != 0) fake_(connection_, held.at(i), 1, 0);
            }
            for (unsigned code = 8; code < 256; ++code) {
                if (!modifiers.contains(code)) tap(code);
            }
            for (const auto code : held) fake_(connection_, code, 0, 0);
        }
        sync_(connection_, 0);
    }

  private:
    void* connection_ = nullptr;
    int (*sync_)(void*, int) = nullptr;
    int (*fake_)(void*, unsigned, int, unsigned long) = nullptr;
};

// A kiosk in a window, on the welcome; the pictures of a rehearsal to hold its glass against.
struct OpenKiosk {
    OpenKiosk() {
        auto command = offscreen.rehearsal("picture \"welcome\"\ntap \"Join us\"\npicture \"form\"\n");
        command.insert(command.end(), {"--pictures", offscreen.folder().string(), "--touches"});
        const auto played = finish(command);
        REQUIRE_MESSAGE(played.exit_code == 0, played.out << played.err);
        join = rehearsed_touches(played.out).front();
        REQUIRE(shows("welcome"));
    }
    [[nodiscard]] bool shows(const std::string& what) const {
        return display.comes_to_show(offscreen.folder() / (what + ".png"), vigil.folder() / "shot.png");
    }
    void press(const std::vector<std::string>& command) const {
        const auto pressed = finish(command, {display.variable()});
        REQUIRE_MESSAGE(pressed.exit_code == 0, pressed.err);
    }
    [[nodiscard]] std::size_t windows() const {
        const auto found =
            finish({"xdotool", "search", "--onlyvisible", "--maxdepth", "1", "--name", ".+"}, {display.variable()});
        return static_cast<std::size_t>(std::count(found.out.begin(), found.out.end(), '\n'));
    }
    [[nodiscard]] bool goes_on() const { return !kiosk.ends_within(100ms); }

    Vigil offscreen, vigil;
    Display display{1280, 800};
    Keyboard keyboard{display.variable().substr(std::string_view("DISPLAY=").size())};
    Child kiosk{{program("hineni-kiosk"), "--event", vigil.event().string(), "--state", vigil.state().string(),
                 "--window", "1280x800"},
                {display.variable(), "LSAN_OPTIONS=suppressions=" HINENI_SOURCE "/tests/support/leaks_of_others.txt"}};
    Finger join;
};

void starts_nothing(const Watch& watch) {
    if (!watch.sees()) MESSAGE("only root may see what a kiosk starts");
    CHECK(watch.processes() == 0);
    CHECK(watch.programs() == 0);
}

}  // namespace

TEST_CASE("on a form no key does anything together with Ctrl, Alt or the logo key") {
    const OpenKiosk table;
    table.display.tap({table.join});
    REQUIRE(table.shows("form"));
    const Watch watch(table.kiosk.pid());
    table.keyboard.storm(but_shift);
    table.press({"xdotool", "key", "--delay", "0", "ctrl+alt+F1", "ctrl+alt+BackSpace", "ctrl+alt+Delete", "alt+F4",
                 "alt+Tab", "super+r", "ctrl+shift+Escape", "alt+Print"});
    CHECK(table.shows("form"));
    CHECK(table.windows() == 1);
    CHECK(table.goes_on());
    starts_nothing(watch);
}

TEST_CASE("every key with every modifier starts no program and opens no window") {
    OpenKiosk table;
    const Watch watch(table.kiosk.pid());
    for (int round = 0; round < 3; ++round) {  // From wherever the one before has led.
        table.keyboard.storm(0);
        table.press({"xdotool", "key", "--delay", "0", "Tab", "Tab", "Return"});
        CHECK(table.goes_on());
    }
    CHECK(table.windows() == 1);
    CHECK(watch.programs() == 0);
}

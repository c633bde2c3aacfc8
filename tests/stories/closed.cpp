// What somebody types is in memory alone: a kiosk that dies leaves none of it on the disk, and nobody of its own user
// reads it. Each refusal has its control, the same thing done to a program that does not guard itself.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "tests/stories/vigil.hpp"
#include "tests/support/display.hpp"

using namespace hineni;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr uid_t nobody = 65534;

// Command lines that run in `folder` with as large a core file as there may be, as nobody where root would be.
std::vector<std::string> dying_in(const fs::path& folder, const std::vector<std::string>& command) {
    std::vector<std::string> all{"sh", "-c", "cd '" + folder.string() + "' && ulimit -c unlimited && exec \"$@\"",
                                 "sh"};
    if (geteuid() == 0) all.insert(all.end(), {"setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"});
    all.insert(all.end(), command.begin(), command.end());
    return all;
}

// The folder, and all in it, are nobody's where root would have them.
void give_away(const fs::path& folder) {
    if (geteuid() == 0) REQUIRE(finish({"chown", "-R", "65534:65534", folder.string()}).exit_code == 0);
}

bool nobody_may_run_it() {
    const auto tried = finish(dying_in("/", {program("hineni-kiosk"), "--version"}));
    if (tried.exit_code != 0) MESSAGE("skipped: this build lies where only its owner reads");
    return tried.exit_code == 0;
}

std::size_t cores_in(const fs::path& folder) {
    std::size_t count = 0;
    for (const auto& file : fs::directory_iterator(folder)) {
        count += file.path().filename().string().starts_with("core") ? 1 : 0;
    }
    return count;
}

// A kiosk in a window, on the welcome, with a folder of its own to die in.
struct DyingKiosk {
    DyingKiosk() {
        fs::create_directories(grave);
        fs::create_directories(vigil.state());
        give_away(vigil.folder());
        kiosk = std::make_unique<Child>(dying_in(grave, {program("hineni-kiosk"), "--event", vigil.event().string(),
                                                         "--state", vigil.state().string(), "--window", "1280x800"}),
                                        std::vector<std::string>{display.variable(), "HOME=" + grave.string()});
        const auto empty = display.corner();
        while (display.corner() == empty) REQUIRE_FALSE(kiosk->ends_within(10ms));
    }
    Vigil vigil;
    fs::path grave = vigil.folder() / "grave";
    Display display{1280, 800};
    std::unique_ptr<Child> kiosk;
};

struct Ways {
    bool traced = false, read = false, opened = false;
};

// What a process of the same user can do with `other`.
Ways ways_into(pid_t other) {
    const pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (setgid(nobody) != 0 || setuid(nobody) != 0)) _exit(64);
        int ways = ptrace(PTRACE_SEIZE, other, nullptr, nullptr) == 0 ? 1 : 0;
        char byte = 0;
        const iovec here{&byte, 1};
        const iovec there{&byte, 1};  // Wherever that is: what counts is who may ask.
        const bool read = syscall(SYS_process_vm_readv, other, &here, 1UL, &there, 1UL, 0UL) == 1 || errno == EFAULT;
        ways |= read ? 2 : 0;
        ways |= open(("/proc/" + std::to_string(other) + "/mem").c_str(), O_RDONLY) >= 0 ? 4 : 0;
        _exit(ways);
    }
    int status = 0;
    waitpid(child, &status, 0);
    const int ways = WEXITSTATUS(status);
    return {(ways & 1) != 0, (ways & 2) != 0, (ways & 4) != 0};
}

// Core files here go where the dead lived, and nowhere else, or there is nothing to see.
bool cores_are_files() {
    const auto pattern = read_whole("/proc/sys/kernel/core_pattern");
    if (pattern.starts_with('|') || pattern.starts_with('/'))
        MESSAGE("skipped: core files go elsewhere here: " << pattern);
    return !pattern.starts_with('|') && !pattern.starts_with('/');
}

}  // namespace

TEST_CASE("a kiosk that dies of a bug leaves no core file, whatever its parent allowed") {
    if (!cores_are_files() || !nobody_may_run_it()) return;
    for (const int bug : {SIGSEGV, SIGABRT}) {
        CAPTURE(bug);
        DyingKiosk table;
        table.kiosk->signal(bug);
        CHECK(table.kiosk->wait().exit_code != 0);
        CHECK(cores_in(table.grave) == 0);

        Child control(dying_in(table.grave, {"sleep", "60"}));
        while (read_whole("/proc/" + std::to_string(control.pid()) + "/comm") != "sleep\n") {
            REQUIRE_FALSE(control.ends_within(1ms));
        }
        control.signal(bug);
        (void)control.wait();
        CHECK_MESSAGE(cores_in(table.grave) == 1, "the control, which guards itself against nothing");
    }
}

TEST_CASE("nobody of the kiosk's own user traces it or reads its memory") {
    if (!nobody_may_run_it()) return;
    const DyingKiosk table;
    const auto ways = ways_into(table.kiosk->pid());
    CHECK_FALSE(ways.traced);
    CHECK_FALSE(ways.read);
    CHECK_FALSE(ways.opened);

    const Child control(dying_in(table.grave, {"sleep", "60"}));
    while (read_whole("/proc/" + std::to_string(control.pid()) + "/comm") != "sleep\n") {
        REQUIRE_FALSE(control.ends_within(1ms));
    }
    const auto into_control = ways_into(control.pid());
    CHECK_MESSAGE(into_control.opened, "the control, which guards itself against nothing");
}

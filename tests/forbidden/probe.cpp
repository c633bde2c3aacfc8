// probe UNIT        tries every act that UNIT (kiosk, sync, import, card) must not do, then those it needs; a line
// each. probe control     tries all of them, as whoever starts it. probe victim      is somebody for the others to look
// at: writes its number down and waits.
//
// Each act is a child's, so that none is in the way of the next. No pipe, no thread, no library: of these a unit may
// have none.
#include <sys/prctl.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "act.hpp"

namespace hineni::forbidden {

int victim() {
    static int number = [] {
        int read = -1;
        if (std::FILE* file = std::fopen(victim_file, "r")) {
            if (std::fscanf(file, "%d", &read) != 1) read = -1;
            std::fclose(file);
        }
        return read;
    }();
    return number;
}

namespace {

// "refused open a raw disk (Operation not permitted)"
bool comes_through(const char* word_if_so, const char* word_if_not, const Act& act) {
    const pid_t child = fork();
    if (child < 0) {
        std::printf("untried %s (fork: %s)\n", act.what, std::strerror(errno));
        return false;
    }
    if (child == 0) {
        alarm(20);
        _exit(act.attempt() & 0xff);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    const bool through = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    std::printf("%s %s", through ? word_if_so : word_if_not, act.what);
    if (WIFSIGNALED(status)) std::printf(" (ended by signal %d)", WTERMSIG(status));
    if (WIFEXITED(status) && !through) std::printf(" (%s)", std::strerror(WEXITSTATUS(status)));
    std::printf("\n");
    return through;
}

void try_all(const char* unit) {
    const bool control = std::strcmp(unit, "control") == 0;
    int tried = 0;
    for (const auto acts : {acts_on_network(), acts_on_devices(), acts_on_files(), acts_on_processes(),
                            acts_on_kernel(), acts_on_rights()}) {
        for (const auto& act : acts) {
            if (control || std::strchr(act.forbidden, unit[0]) != nullptr) {
                comes_through("ALLOWED", "refused", act);
            } else if (std::strchr(act.needed, unit[0]) != nullptr) {
                comes_through("works", "FAILS", act);
            } else {
                continue;
            }
            ++tried;
        }
    }
    std::printf("tried %d\n", tried);
}

int wait_as_victim() {
    // Shared memory as programs leave it open to everybody: nobody in a unit must find it.
    if (shmget(0x68696e65, 4096, IPC_CREAT | 0666) < 0) std::perror("victim: make shared memory");
    std::FILE* file = std::fopen(victim_file, "w");
    if (file == nullptr) return 1;
    std::fprintf(file, "%d\n", getpid());
    std::fclose(file);
    // Started by another user's manager, it would not be its user's to look at; this is the easiest prey there is.
    (void)prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
    for (;;) pause();
}

}  // namespace
}  // namespace hineni::forbidden

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: probe kiosk|sync|import|card|control|victim\n");
        return 2;
    }
    std::setvbuf(stdout, nullptr, _IONBF, 0);  // Lines in order, and none twice.
    if (std::strcmp(argv[1], "victim") == 0) return hineni::forbidden::wait_as_victim();
    hineni::forbidden::try_all(argv[1]);
    return 0;
}

// Other processes: of the same user (the victim), and the system's first.
#include <fcntl.h>
#include <linux/kcmp.h>
#include <sys/ptrace.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "act.hpp"

namespace hineni::forbidden {

namespace {

int opens(int process, const char* file, int how = O_RDONLY) {
    char path[64];
    std::snprintf(path, sizeof path, "/proc/%d/%s", process, file);
    return answer(open(path, how | O_CLOEXEC));
}

int watches(int process) {
    const int refused = answer(ptrace(PTRACE_SEIZE, process, nullptr, nullptr));
    if (refused == 0) ptrace(PTRACE_DETACH, process, nullptr, nullptr);
    return refused;
}

int reads_memory(int process) {
    char byte = 0;
    const iovec here{&byte, 1};
    const iovec there{nullptr, 1};
    return answer(syscall(SYS_process_vm_readv, process, &here, 1UL, &there, 1UL, 0UL), {EFAULT});
}

int writes_memory(int process) {
    char byte = 0;
    const iovec here{&byte, 1};
    const iovec there{nullptr, 1};
    return answer(syscall(SYS_process_vm_writev, process, &here, 1UL, &there, 1UL, 0UL), {EFAULT});
}

int takes_an_open_file(int process) {
    const long handle = syscall(SYS_pidfd_open, process, 0U);
    if (handle < 0) return errno;
    return answer(syscall(SYS_pidfd_getfd, static_cast<int>(handle), 0, 0U), {EBADF});
}

int signals_by_handle(int process) {
    const long handle = syscall(SYS_pidfd_open, process, 0U);
    if (handle < 0) return errno;
    return answer(syscall(SYS_pidfd_send_signal, static_cast<int>(handle), SIGCONT, nullptr, 0U));
}

int sets_limits_of(int process) {
    struct {
        unsigned long long soft, hard;
    } limit{};
    const int refused = answer(syscall(SYS_prlimit64, process, 4 /* core files */, nullptr, &limit));
    return refused != 0 ? refused : answer(syscall(SYS_prlimit64, process, 4, &limit, nullptr));
}

int finds_shared_memory() {
    return answer(shmget(0x68696e65, 1, 0));
}

int makes_shared_memory() {
    const int made = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
    if (made < 0) return errno;
    shmctl(made, IPC_RMID, nullptr);
    return 0;
}

// The same program as another user would be a way to somebody else's rights.
int counts_processes() {
    return opens(1, "status");
}

constexpr Act acts[] = {
    {"see that other processes are there", "ksic", "", counts_processes},
    {"see that of its user's another is there", "ksic", "", [] { return opens(victim(), "status"); }},
    {"read memory of its user's other processes by /proc", "ksic", "", [] { return opens(victim(), "mem"); }},
    {"write memory of its user's other processes by /proc", "ksic", "", [] { return opens(victim(), "mem", O_RDWR); }},
    {"read where its user's other processes keep what", "ksic", "", [] { return opens(victim(), "maps"); }},
    {"read the environment of its user's other processes", "ksic", "", [] { return opens(victim(), "environ"); }},
    {"look through the root of its user's other processes", "ksic", "",
     [] { return opens(victim(), "root/etc/passwd"); }},
    {"look at open files of its user's other processes", "ksic", "", [] { return opens(victim(), "fd", O_DIRECTORY); }},
    {"read memory of its user's other processes", "ksic", "", [] { return reads_memory(victim()); }},
    {"write memory of its user's other processes", "ksic", "", [] { return writes_memory(victim()); }},
    {"trace its user's other processes", "ksic", "", [] { return watches(victim()); }},
    {"take an open file of another process", "ksic", "", [] { return takes_an_open_file(victim()); }},
    {"compare itself with another process", "ksic", "",
     [] { return answer(syscall(SYS_kcmp, getpid(), victim(), KCMP_VM, 0UL, 0UL)); }},
    {"end its user's other processes", "sic", "", [] { return answer(kill(victim(), 0)); }},
    {"end threads of its user's other processes", "sic", "",
     [] { return answer(syscall(SYS_tgkill, victim(), victim(), 0)); }},
    {"signal another process by a handle", "sic", "", [] { return signals_by_handle(victim()); }},
    {"set limits of another process", "sic", "", [] { return sets_limits_of(victim()); }},
    {"find another's shared memory", "ksic", "", finds_shared_memory},
    {"make shared memory", "ic", "", makes_shared_memory},
    {"read the first process's environment", "ksic", "", [] { return opens(1, "environ"); }},
    {"look through the first process's root", "ksic", "", [] { return opens(1, "root/etc/passwd"); }},
    {"read memory of the first process", "ksic", "", [] { return reads_memory(1); }},
    {"trace the first process", "ksic", "", [] { return watches(1); }},
    {"signal the first process", "ksic", "", [] { return answer(kill(1, 0)); }},
};

}  // namespace

std::span<const Act> acts_on_processes() {
    return acts;
}

}  // namespace hineni::forbidden

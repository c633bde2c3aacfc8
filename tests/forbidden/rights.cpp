// Its own rights: other programs, code made while it runs, other users, more than it was given.
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "act.hpp"

namespace hineni::forbidden {

namespace {

// Only whether it starts: what was started ends at once.
int starts(const char* program, char* const* arguments) {
    static volatile int refused;
    refused = 0;
    const pid_t child = vfork();
    if (child < 0) return errno;
    if (child == 0) {
        execve(program, arguments, nullptr);
        refused = errno;
        _exit(1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return refused;
}

int starts_a_shell() {
    char* arguments[] = {const_cast<char*>("sh"), const_cast<char*>("-c"), const_cast<char*>("exit 0"), nullptr};
    return starts("/bin/sh", arguments);
}

int starts_its_voice() {
    char* arguments[] = {const_cast<char*>("espeak-ng"), const_cast<char*>("--version"), nullptr};
    const int null = open("/dev/null", O_WRONLY);
    dup2(null, 1);
    dup2(null, 2);
    return starts("/usr/bin/espeak-ng", arguments);
}

int starts_another_program() {
    char* arguments[] = {const_cast<char*>("true"), nullptr};
    return starts("/usr/bin/true", arguments);
}

// Whoever may not start a program may still ask its loader to.
int starts_by_the_loader() {
#if defined(__x86_64__)
    static constexpr const char* loader = "/lib64/ld-linux-x86-64.so.2";
#else
    static constexpr const char* loader = "/lib/ld-linux-aarch64.so.1";
#endif
    const pid_t child = fork();
    if (child < 0) return errno;
    if (child == 0) {
        close(2);
        execl(loader, loader, "/usr/bin/true", nullptr);
        _exit(EACCES);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : EACCES;
}

// A whole copy of this very program, in the file `to`.
bool copies_itself(int to) {
    const int from = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    char piece[65536];
    ssize_t size = 0;
    while ((size = read(from, piece, sizeof piece)) > 0) {
        if (write(to, piece, static_cast<std::size_t>(size)) != size) return false;
    }
    return from >= 0 && size == 0;
}

int starts_what_it_wrote_in(const char* folder) {
    char path[256];
    std::snprintf(path, sizeof path, "%s/forbidden-%d", folder, getpid());
    const int file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0700);
    if (file < 0) return errno;
    const bool copied = copies_itself(file);
    close(file);
    char* arguments[] = {const_cast<char*>("usage"), nullptr};
    const int null = open("/dev/null", O_WRONLY);
    dup2(null, 2);
    const int refused = copied ? starts(path, arguments) : EIO;
    unlink(path);
    return refused;
}

int starts_from_memory() {
    const int file = memfd_create("forbidden", 0);
    if (file < 0) return errno;
    if (!copies_itself(file)) return EIO;
    const int null = open("/dev/null", O_WRONLY);
    dup2(null, 2);
    char path[64];
    std::snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    char* arguments[] = {const_cast<char*>("usage"), nullptr};
    return starts(path, arguments);
}

int has_code_that_it_writes() {
    return mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
               ? errno
               : 0;
}

int runs_what_it_wrote() {
    void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page == MAP_FAILED ? 0 : answer(mprotect(page, 4096, PROT_READ | PROT_EXEC));
}

int maps_what_it_wrote_as_code() {
    char path[] = "/tmp/forbidden-XXXXXX";
    const int file = mkstemp(path);
    if (file < 0) return errno;
    unlink(path);
    if (ftruncate(file, 4096) != 0) return errno;
    return mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, file, 0) == MAP_FAILED ? errno : 0;
}

// A file in /tmp, which every unit has one of its own of, with these bits of its mode.
int makes_a_file_with(mode_t bits) {
    char path[] = "/tmp/forbidden-XXXXXX";
    const int file = mkstemp(path);
    if (file < 0) return 0;
    const int refused = answer(fchmod(file, bits | 0755));
    unlink(path);
    return refused;
}

int makes_a_device(mode_t kind, dev_t number) {
    char path[64];
    std::snprintf(path, sizeof path, "/tmp/forbidden-%d", getpid());
    if (mknod(path, kind | 0600, number) != 0) return errno;
    unlink(path);
    return 0;
}

int gives_a_file_away() {
    char path[] = "/tmp/forbidden-XXXXXX";
    const int file = mkstemp(path);
    if (file < 0) return 0;
    const int refused = answer(fchown(file, 1000, 1000));
    unlink(path);
    return refused;
}

// Every right there is, as the kernel's own root has them.
int takes_rights() {
    __user_cap_header_struct head{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct rights[2]{};
    rights[0].permitted = rights[0].effective = 1U << CAP_NET_ADMIN | 1U << CAP_SYS_ADMIN;
    return answer(syscall(SYS_capset, &head, rights));
}

int raises(__rlimit_resource what, rlim_t to) {
    rlimit limit{};
    getrlimit(what, &limit);
    if (limit.rlim_max >= to) return 0;
    limit.rlim_cur = limit.rlim_max = to;
    return answer(setrlimit(what, &limit));
}

int runs_before_all_others() {
    sched_param most{};
    most.sched_priority = 1;
    return answer(sched_setscheduler(0, SCHED_FIFO, &most));
}

constexpr Act acts[] = {
    {"start a shell", "ksic", "", starts_a_shell},
    {"start the kiosk's voice", "sic", "k", starts_its_voice},
    {"start another program", "ksic", "", starts_another_program},
    {"start another program by its loader", "ksic", "", starts_by_the_loader},
    {"start what it wrote in /tmp", "ksic", "", [] { return starts_what_it_wrote_in("/tmp"); }},
    {"start what it wrote in its folder", "ks", "", [] { return starts_what_it_wrote_in("/var/lib/hineni"); }},
    {"start what it wrote on the shelf", "ic", "", [] { return starts_what_it_wrote_in("/var/lib/hineni-packs"); }},
    {"start what it wrote in memory", "ksic", "", starts_from_memory},
    {"have code that it can write", "ksic", "", has_code_that_it_writes},
    {"run what it wrote", "ksic", "", runs_what_it_wrote},
    {"map what it wrote as code", "ksic", "", maps_what_it_wrote_as_code},
    {"make a program that runs as its owner", "ksic", "", [] { return makes_a_file_with(S_ISUID); }},
    {"make a program that runs as its group", "ksic", "", [] { return makes_a_file_with(S_ISGID); }},
    {"make a device of memory", "ksic", "", [] { return makes_a_device(S_IFCHR, 0x101); }},
    {"make a device of a disk", "ksic", "", [] { return makes_a_device(S_IFBLK, 0x700); }},
    {"give a file away", "ksic", "", gives_a_file_away},
    {"become root", "ksic", "", [] { return answer(syscall(SYS_setresuid, 0, 0, 0)); }},
    {"become somebody", "ksic", "", [] { return answer(syscall(SYS_setuid, 1000)); }},
    {"become another group", "ksic", "", [] { return answer(syscall(SYS_setgid, 42)); }},
    {"join a group", "ksic", "",
     [] {
         const gid_t shadow = 42;
         return answer(syscall(SYS_setgroups, 1, &shadow));
     }},
    {"take rights", "ksic", "", takes_rights},
    {"leave core files", "ksic", "", [] { return raises(RLIMIT_CORE, 1 << 20); }},
    {"lock all memory", "ksic", "", [] { return raises(RLIMIT_MEMLOCK, 1ULL << 40); }},
    {"open files without end", "ksic", "", [] { return raises(RLIMIT_NOFILE, 1 << 20); }},
    {"be more urgent", "ksic", "", [] { return answer(setpriority(PRIO_PROCESS, 0, -5)); }},
    {"run before all others", "ksic", "", runs_before_all_others},
    {"read the disk before all others", "ksic", "", [] { return answer(syscall(SYS_ioprio_set, 1, 0, 1 << 13)); }},
};

}  // namespace

std::span<const Act> acts_on_rights() {
    return acts;
}

}  // namespace hineni::forbidden

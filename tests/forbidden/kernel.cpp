// What only the kernel can do for a program: mounts, namespaces, modules, clocks, names, and its rarer doors. Numbers
// of system calls, because no library's own idea of them is asked.
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/io_uring.h>
#include <linux/keyctl.h>
#include <linux/perf_event.h>
#include <sched.h>
#include <sys/fanotify.h>
#include <sys/klog.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/swap.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <cstring>
#include <ctime>
#include <string_view>

#include "act.hpp"

namespace hineni::forbidden {

namespace {

// Away from where others would see it, where that can be had: what is mounted then is this child's alone.
int mounts() {
    if (mount("tmpfs", "/tmp", "tmpfs", 0, nullptr) != 0) return errno;
    umount2("/tmp", MNT_DETACH);
    return 0;
}

int mounts_again() {
    if (mount("/etc", "/tmp", nullptr, MS_BIND, nullptr) != 0) return errno;
    umount2("/tmp", MNT_DETACH);
    return 0;
}

template <int what>
int gets_away_from() {
    return answer(unshare(what));
}

int enters() {
    const int place = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
    return place < 0 ? errno : answer(setns(place, CLONE_NEWNET));
}

int moves_the_clock() {
    timex adjust{};
    adjust.modes = ADJ_SETOFFSET;  // By nothing.
    return answer(adjtimex(&adjust));
}

int sets_the_clock() {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    return answer(clock_settime(CLOCK_REALTIME, &now));
}

int names_the_host() {
    utsname names{};
    uname(&names);
    return answer(sethostname(names.nodename, std::strlen(names.nodename)));
}

int names_the_domain() {
    utsname names{};
    uname(&names);
    return answer(setdomainname(names.domainname, std::strlen(names.domainname)));
}

int loads_a_program() {
    bpf_attr map{};
    map.map_type = BPF_MAP_TYPE_ARRAY;
    map.key_size = map.value_size = 4;
    map.max_entries = 1;
    return answer(syscall(SYS_bpf, BPF_MAP_CREATE, &map, sizeof map));
}

int counts_events() {
    perf_event_attr event{};
    event.size = sizeof event;
    event.type = PERF_TYPE_SOFTWARE;
    event.config = PERF_COUNT_SW_TASK_CLOCK;
    event.exclude_kernel = 1;
    return answer(syscall(SYS_perf_event_open, &event, 0, -1, -1, 0UL));
}

int makes_a_ring() {
    io_uring_params parameters{};
    return answer(syscall(SYS_io_uring_setup, 1U, &parameters));
}

int keeps_a_key() {
    return answer(syscall(SYS_add_key, "user", "forbidden", "x", 1UL, KEY_SPEC_PROCESS_KEYRING));
}

// Another architecture's calls would go past a filter that knows only this one's.
int calls_as_another_architecture() {
#ifdef __x86_64__
    long returned = 20;  // getpid, in 32 bits.
    asm volatile("int $0x80" : "+a"(returned) : : "memory", "r8", "r9", "r10", "r11");
    return returned > 0 ? 0 : ENOSYS;
#else
    return ENOSYS;
#endif
}

int opens_by_number() {
    struct {
        unsigned bytes = 8;
        int type = 1;
        unsigned char handle[8] = {};
    } handle;
    return answer(syscall(SYS_open_by_handle_at, AT_FDCWD, &handle, O_RDONLY), {ESTALE, EINVAL, EOPNOTSUPP});
}

int reads_the_log() {
    return answer(klogctl(3, nullptr, 0), {EINVAL});
}

constexpr Act acts[] = {
    {"mount", "ksic", "", mounts},
    {"mount a folder once more", "ksic", "", mounts_again},
    {"unmount", "ksic", "",
     [] {
         return answer(umount2("/tmp/nothing", MNT_DETACH), {ENOENT, EINVAL});
     }},
    {"mount in the newer way", "ksic", "", [] { return answer(syscall(SYS_fsopen, "tmpfs", 0U)); }},
    {"take a tree of mounts", "ksic", "", [] { return answer(syscall(SYS_open_tree, AT_FDCWD, "/", 1U)); }},
    {"make another folder the root", "ksic", "",
     [] {
         return answer(syscall(SYS_pivot_root, "/tmp", "/tmp"), {EINVAL, EBUSY});
     }},
    {"see another folder as the root", "ksic", "", [] { return answer(chroot("/")); }},
    {"be root in users of its own", "ksic", "", gets_away_from<CLONE_NEWUSER>},
    {"have mounts of its own", "ksic", "", gets_away_from<CLONE_NEWNS>},
    {"have processes of its own", "ksic", "", gets_away_from<CLONE_NEWPID>},
    {"have a network of its own", "ksic", "", gets_away_from<CLONE_NEWNET>},
    {"have shared memory of its own", "ksic", "", gets_away_from<CLONE_NEWIPC>},
    {"have a host name of its own", "ksic", "", gets_away_from<CLONE_NEWUTS>},
    {"have control groups of its own", "ksic", "", gets_away_from<CLONE_NEWCGROUP>},
    {"have a time of its own", "ksic", "", gets_away_from<0x80 /* CLONE_NEWTIME */>},
    {"enter a network", "ksic", "", enters},
    {"load a module", "ksic", "", [] { return answer(syscall(SYS_init_module, "", 0UL, ""), {ENOEXEC}); }},
    {"load a module from a file", "ksic", "", [] { return answer(syscall(SYS_finit_module, -1, "", 0), {EBADF}); }},
    {"unload a module", "ksic", "", [] { return answer(syscall(SYS_delete_module, "nothing", O_NONBLOCK), {ENOENT}); }},
    {"load another kernel", "ksic", "", [] { return answer(syscall(SYS_kexec_load, 0UL, 0UL, nullptr, 0UL)); }},
    {"load another kernel from a file", "ksic", "",
     [] { return answer(syscall(SYS_kexec_file_load, -1, -1, 0UL, "", 0UL), {EBADF}); }},
    // Whether Ctrl-Alt-Del restarts at once: it does not, and this says so again.
    {"restart the machine", "ksic", "",
     [] { return answer(syscall(SYS_reboot, 0xfee1dead, 0x28121969, 0, nullptr), {EINVAL}); }},
    {"move the clock", "ksic", "", moves_the_clock},
    {"set the clock", "ksic", "", sets_the_clock},
    {"name the host", "ksic", "", names_the_host},
    {"name the domain", "ksic", "", names_the_domain},
    {"swap", "ksic", "", [] { return answer(swapon("/nothing", 0), {ENOENT}); }},
    {"stop swapping", "ksic", "", [] { return answer(swapoff("/nothing"), {ENOENT}); }},
    {"load a program into the kernel", "ksic", "", loads_a_program},
    {"count what the processor does", "ksic", "", counts_events},
    {"handle page faults", "ksic", "", [] { return answer(syscall(SYS_userfaultfd, O_CLOEXEC)); }},
    {"make a ring of calls", "ksic", "", makes_a_ring},
    {"keep a key in the kernel", "ksic", "", keeps_a_key},
    {"read keys in the kernel", "ksic", "",
     [] { return answer(syscall(SYS_keyctl, KEYCTL_GET_KEYRING_ID, KEY_SPEC_SESSION_KEYRING, 1)); }},
    {"run as another kind of system", "ksic", "", [] { return answer(personality(ADDR_NO_RANDOMIZE)); }},
    {"call as another architecture", "ksic", "", calls_as_another_architecture},
    {"read the kernel's log by a call", "ksic", "", reads_the_log},
    {"write down who ran what", "ksic", "", [] { return answer(syscall(SYS_acct, "/nothing"), {ENOENT}); }},
    {"watch all files", "ksic", "", [] { return answer(fanotify_init(FAN_CLASS_NOTIF, O_RDONLY)); }},
    {"open a file by its number", "ksic", "", opens_by_number},
    {"hang up the console", "ksic", "", [] { return answer(setsid() < 0 ? 0 : syscall(SYS_vhangup)); }},
#ifdef __x86_64__
    {"speak to ports of the machine", "ksic", "", [] { return answer(syscall(SYS_ioperm, 0x80UL, 1UL, 1)); }},
    {"speak to all ports of the machine", "ksic", "", [] { return answer(syscall(SYS_iopl, 3)); }},
#endif
};

}  // namespace

std::span<const Act> acts_on_kernel() {
    return acts;
}

}  // namespace hineni::forbidden

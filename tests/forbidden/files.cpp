// Files: what may be written, and what of others may be read.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

#include "act.hpp"

namespace hineni::forbidden {

namespace {

// A file that was not there, and is gone again.
int makes_a_file_in(const char* folder) {
    char path[256];
    std::snprintf(path, sizeof path, "%s/forbidden-%d", folder, getpid());
    const int file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0) return errno;
    unlink(path);
    return 0;
}

int reads(const char* path) {
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return errno;
    char byte = 0;
    return answer(read(file, &byte, 1), {EAGAIN});
}

int lists(const char* path) {
    return answer(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

int opens_to_write(const char* path) {
    return answer(open(path, O_WRONLY | O_CLOEXEC));
}

int makes_a_control_group() {
    static constexpr const char* path = "/sys/fs/cgroup/forbidden";
    if (mkdir(path, 0755) != 0) return errno;
    rmdir(path);
    return 0;
}

#define MAKES_IN(folder) [] { return makes_a_file_in(folder); }
#define READS(path) [] { return reads(path); }
#define WRITES(path) [] { return opens_to_write(path); }

constexpr Act acts[] = {
    {"write to /", "ksic", "", MAKES_IN("/")},
    {"write to /usr", "ksic", "", MAKES_IN("/usr")},
    {"write beside the programs", "ksic", "", MAKES_IN("/usr/bin")},
    {"write among the libraries", "ksic", "", MAKES_IN("/usr/lib")},
    {"write over a program", "ksic", "", WRITES("/usr/bin/hineni-sync")},
    {"write over another", "ksic", "", WRITES("/usr/bin/hineni-kiosk")},
    {"write to /etc", "ksic", "", MAKES_IN("/etc")},
    {"write a service", "ksic", "", MAKES_IN("/etc/systemd/system")},
    {"write a service in memory", "ksic", "", MAKES_IN("/run/systemd/system")},
    {"write to /boot", "ksic", "", MAKES_IN("/boot")},
    {"write to /home", "ksic", "", MAKES_IN("/home")},
    {"write to somebody's home", "ksic", "", MAKES_IN("/home/somebody")},
    {"write to /root", "ksic", "", MAKES_IN("/root")},
    {"write to /srv", "ksic", "", MAKES_IN("/srv")},
    {"write to /opt", "ksic", "", MAKES_IN("/opt")},
    {"write to /var/log", "ksic", "", MAKES_IN("/var/log")},
    {"write to /var/lib", "ksic", "", MAKES_IN("/var/lib")},
    {"write to another service's folder", "ksic", "", MAKES_IN("/var/lib/another")},
    {"write to the shelf of packs", "ks", "ic", MAKES_IN("/var/lib/hineni-packs")},
    {"write to the queue's folder", "ic", "ks", MAKES_IN("/var/lib/hineni")},
    {"write answers to errands", "", "i", MAKES_IN("/var/lib/hineni/errands")},
    {"write to a stick", "ic", "", MAKES_IN("/media/stick")},
    {"write to /run", "ksic", "", MAKES_IN("/run/forbidden")},
    {"write where locks are", "ksic", "", MAKES_IN("/run/lock")},
    {"write to shared memory", "ksic", "", MAKES_IN("/dev/shm")},
    {"write to /dev", "ksic", "", MAKES_IN("/dev")},
    {"write a setting of the kernel", "ksic", "", WRITES("/proc/sys/kernel/hostname")},
    {"say what is run on a crash", "ksic", "", WRITES("/proc/sys/kernel/core_pattern")},
    {"press a magic key", "ksic", "", WRITES("/proc/sysrq-trigger")},
    {"write a parameter of the kernel", "ksic", "", WRITES("/sys/kernel/profiling")},
    {"say what is run for a new device", "ksic", "", WRITES("/sys/kernel/uevent_helper")},
    {"make a control group", "ksic", "", makes_a_control_group},
    {"leave its control group", "ksic", "", WRITES("/sys/fs/cgroup/cgroup.procs")},
    {"read passwords", "ksic", "", READS("/etc/shadow")},
    {"read root's files", "ksic", "", READS("/root/letter")},
    {"read somebody's letter", "ksic", "", READS("/home/somebody/letter")},
    {"read what belongs to a session", "ksic", "", READS("/run/user/1000/letter")},
    {"read another service's file", "ksic", "", READS("/var/lib/another/letter")},
    {"read what somebody left in /tmp", "ksic", "", READS("/tmp/letter")},
    {"read what somebody left in /var/tmp", "ksic", "", READS("/var/tmp/letter")},
    {"read the device's signing key", "ic", "ks", READS("/var/lib/hineni/device.key")},
    {"read the queue", "ic", "ks", READS("/var/lib/hineni/queue.db")},
    {"read the shelf of packs", "", "ks", [] { return lists("/var/lib/hineni-packs"); }},
    {"read the boot partition", "i", "c", [] { return lists("/boot/firmware"); }},
    {"look for sticks", "c", "i", [] { return lists("/media"); }},
    {"read the kernel's memory", "ksic", "", READS("/proc/kcore")},
    {"read the kernel's addresses", "ksic", "", READS("/proc/kallsyms")},
    {"read the kernel's messages", "ksic", "", [] { return answer(open("/proc/kmsg", O_RDONLY | O_NONBLOCK)); }},
    {"count interrupts, of keys too", "ksic", "", READS("/proc/interrupts")},
    {"read the kernel's command line", "ksic", "", READS("/proc/cmdline")},
    {"read what all memory is used for", "ksic", "", READS("/proc/slabinfo")},
    {"read the kernel's traces", "ksic", "", READS("/sys/kernel/tracing/trace")},
};

#undef MAKES_IN
#undef READS
#undef WRITES

}  // namespace

std::span<const Act> acts_on_files() {
    return acts;
}

}  // namespace hineni::forbidden

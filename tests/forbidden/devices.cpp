// Devices. One that the unit sees and may open, but that has no driver here, came through: only the hardware was
// missing.
#include <fcntl.h>
#include <glob.h>
#include <unistd.h>

#include "act.hpp"

namespace hineni::forbidden {

namespace {

// The first of a pattern that lets itself be opened, or why the last did not.
int opens(const char* pattern, int how) {
    glob_t found{};
    int refused = ENOENT;
    if (glob(pattern, GLOB_NOSORT, nullptr, &found) == 0) {
        for (std::size_t i = 0; i < found.gl_pathc && refused != 0; ++i) {
            const int device = open(found.gl_pathv[i], how | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
            refused = answer(device, {ENXIO, ENODEV, EIO, EBUSY, ENOMEDIUM});
            if (device >= 0) close(device);
        }
    }
    globfree(&found);
    return refused;
}

#define READ(pattern) [] { return opens(pattern, O_RDONLY); }
#define WRITE(pattern) [] { return opens(pattern, O_WRONLY); }

constexpr Act acts[] = {
    {"read touches and keys", "sic", "k", READ("/dev/input/event*")},
    {"write touches and keys", "ksic", "", WRITE("/dev/input/event*")},
    {"read the mouse", "sic", "", READ("/dev/input/mice")},
    {"read a keyboard below its driver", "ksic", "", READ("/dev/hidraw*")},
    {"make up an input device", "ksic", "", WRITE("/dev/uinput")},
    {"make up a keyboard", "ksic", "", WRITE("/dev/uhid")},
    {"draw on the screen", "sic", "", WRITE("/dev/dri/card*")},
    {"compute on the graphics card", "sic", "", WRITE("/dev/dri/renderD*")},
    {"read the screen's old frame buffer", "ksic", "", READ("/dev/fb*")},
    {"read the text of a console", "ksic", "", READ("/dev/vcs*")},
    {"read keys of a console", "ksic", "", READ("/dev/tty[2-6]")},
    {"write to a console", "ksic", "", WRITE("/dev/tty[2-6]")},
    {"write to the foremost console", "ksic", "", WRITE("/dev/tty0")},
    {"write to the kiosk's console", "sic", "", WRITE("/dev/tty1")},
    {"write to the system console", "ksic", "", WRITE("/dev/console")},
    {"write to a serial line", "ksic", "", WRITE("/dev/tty[SA]*[0-9]")},
    {"read memory", "ksic", "", READ("/dev/mem")},
    {"write memory", "ksic", "", WRITE("/dev/mem")},
    {"read ports of the machine", "ksic", "", READ("/dev/port")},
    {"read the raw disk", "ksic", "", READ("/dev/[mnsv][mvd][cma]*")},
    {"read a loop device", "ksic", "", READ("/dev/loop[0-9]*")},
    {"make a loop device", "ksic", "", READ("/dev/loop-control")},
    {"map disks", "ksic", "", READ("/dev/mapper/control")},
    {"read the kernel's log", "ksic", "", READ("/dev/kmsg")},
    {"write the kernel's log", "ksic", "", WRITE("/dev/kmsg")},
    {"use the loudspeaker", "sic", "", WRITE("/dev/snd/*")},
    {"use a camera", "ksic", "", READ("/dev/video*")},
    {"speak to a USB device", "ksic", "", READ("/dev/bus/usb/*/*")},
    {"switch radios", "ksic", "", WRITE("/dev/rfkill")},
    {"stop the watchdog", "ksic", "", WRITE("/dev/watchdog")},
    {"make a tunnel", "ksic", "", WRITE("/dev/net/tun")},
    {"make a file system of its own", "ksic", "", WRITE("/dev/fuse")},
    {"make a virtual machine", "ksic", "", WRITE("/dev/kvm")},
    {"set the machine's clock", "ksic", "", READ("/dev/rtc*")},
    {"read the machine's own settings", "ksic", "", READ("/dev/nvram")},
    {"speak on the wires of a board", "ksic", "", READ("/dev/i2c-*")},
    {"switch pins of a board", "ksic", "", READ("/dev/gpiochip*")},
    {"speak to a Pi's firmware", "ksic", "", READ("/dev/vcio")},
    {"mount by itself", "ksic", "", READ("/dev/autofs")},
    {"keep the processor awake", "ksic", "", WRITE("/dev/cpu_dma_latency")},
    {"catch page faults", "ksic", "", READ("/dev/userfaultfd")},
};

#undef READ
#undef WRITE

}  // namespace

std::span<const Act> acts_on_devices() {
    return acts;
}

}  // namespace hineni::forbidden

#include "kiosk/shell/kms/console.hpp"

#include <linux/kd.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#ifndef K_OFF
#define K_OFF 0x04
#endif

namespace hineni {

Console::Console() {
    int keys = 0;
    int picture = 0;
    if (ioctl(STDIN_FILENO, KDGKBMODE, &keys) != 0 || ioctl(STDIN_FILENO, KDGETMODE, &picture) != 0) return;
    if (ioctl(STDIN_FILENO, KDSKBMODE, K_OFF) == 0) keys_before_ = keys;
    if (ioctl(STDIN_FILENO, KDSETMODE, KD_GRAPHICS) == 0) picture_before_ = picture;
}

Console::~Console() {
    if (picture_before_ >= 0) (void)ioctl(STDIN_FILENO, KDSETMODE, picture_before_);
    if (keys_before_ < 0) return;
    // What was typed before the keys were off is for no shell.
    (void)tcflush(STDIN_FILENO, TCIFLUSH);
    // Off is what a kiosk leaves that was killed: nobody wants it back.
    (void)ioctl(STDIN_FILENO, KDSKBMODE, keys_before_ == K_OFF ? K_UNICODE : keys_before_);
}

}  // namespace hineni

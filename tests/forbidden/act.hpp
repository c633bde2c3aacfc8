// An Act is one thing that a service of a device must not be able to do, or that it cannot do without. The probe
// tries each from within the unit; whoever started it decides what the answers mean (judge.py). An act leaves the
// machine as it was: it asks with a value that changes nothing, or takes back what it did.
#pragma once

#include <cerrno>
#include <initializer_list>
#include <span>

namespace hineni::forbidden {

struct Act {
    const char* what;
    const char* forbidden;  // To whom: k kiosk, s sync, i import, c import from the card.
    const char* needed;     // Who cannot work without it.
    int (*attempt)();       // 0: it came through; otherwise the errno with which it was refused.
};

inline int answer(long returned) {
    return returned < 0 ? errno : 0;
}

// `beyond`: errors of whoever was let by, and then found nothing there or something senseless.
inline int answer(long returned, std::initializer_list<int> beyond) {
    const int refused = answer(returned);
    for (const int error : beyond) {
        if (refused == error) return 0;
    }
    return refused;
}

// A process of the same user outside the unit, and somebody's letter, are where the test put them.
inline constexpr const char* victim_file = "/run/forbidden/victim";
int victim();  // -1 where there is none.

std::span<const Act> acts_on_network();
std::span<const Act> acts_on_devices();
std::span<const Act> acts_on_files();
std::span<const Act> acts_on_processes();
std::span<const Act> acts_on_kernel();
std::span<const Act> acts_on_rights();

}  // namespace hineni::forbidden

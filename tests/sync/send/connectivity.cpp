#include "sync/send/connectivity.hpp"

#include <doctest/doctest.h>
#include <poll.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <string>

// Of a build that counts its lines (tests/coverage): writes down what a child ran. None in others.
extern "C" void __gcov_dump() __attribute__((weak));

using namespace hineni;

namespace {

enum Came : int { as_promised = 0, broken = 1, not_allowed = 77 };

bool run(const char* command) {
    return std::system(command) == 0;  // NOLINT(concurrency-mt-unsafe,cert-env33-c): a child of its own.
}

bool told_within_seconds(const Connectivity& network) {
    pollfd file{network.descriptor(), POLLIN, 0};
    return ::poll(&file, 1, 5000) == 1;
}

// For those who are not root already.
bool as_root_of_ones_own() {
    const auto me = ::getuid();
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) return false;
    std::ofstream map("/proc/self/uid_map");
    map << "0 " << me << " 1" << std::flush;
    return map.good();
}

// In a network of its own, where nobody else changes routes.
Came in_a_network_of_its_own() {
    if (::unshare(CLONE_NEWNET) != 0 && !as_root_of_ones_own()) return not_allowed;
    if (!run("ip link set lo up 2>/dev/null")) return not_allowed;
    const auto network = Connectivity::watch();
    if (!network || network->route_appeared()) return broken;
    if (!run("ip route add 192.0.2.0/24 dev lo 2>/dev/null")) return not_allowed;
    if (!told_within_seconds(*network) || !network->route_appeared()) return broken;
    if (network->route_appeared()) return broken;  // Once.
    if (!run("ip route del 192.0.2.0/24 dev lo") || !told_within_seconds(*network)) return broken;
    if (network->route_appeared()) return broken;  // A way that is gone is no way.
    if (!run("ip addr add 198.51.100.1/32 dev lo") || !told_within_seconds(*network)) return broken;
    if (network->route_appeared()) return broken;  // The way to oneself.
    if (!run("ip route add default dev lo") || !told_within_seconds(*network)) return broken;
    return network->route_appeared() ? as_promised : broken;
}

}  // namespace

TEST_CASE("a route that appears is heard of once, and one that goes or leads nowhere is not") {
    const auto child = ::fork();
    if (child == 0) {
        const int told = in_a_network_of_its_own();
        if (__gcov_dump != nullptr) __gcov_dump();
        ::_exit(told);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == not_allowed) {
        MESSAGE("skipped: no network namespace of one's own is allowed here, or ip is missing");
        return;
    }
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == as_promised);
}

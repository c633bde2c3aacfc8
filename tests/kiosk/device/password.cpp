// Where the password of a Wi-Fi goes: all memory of a process that joined one is looked through afterwards.
#include <doctest/doctest.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <functional>

#include "hineni/bytes.hpp"
#include "hineni/entry.hpp"
#include "hineni/seal.hpp"
#include "kiosk/device/loan.hpp"
#include "kiosk/device/network.hpp"
#include "tests/kiosk/device/pretended_bus.hpp"
#include "tests/support/memory.hpp"

using namespace hineni;
using namespace std::chrono_literals;

namespace {

std::string kept_by_mistake;

// What the kiosk does, in a process that ends with it. The password comes through a pipe into a Secret, for whatever
// this process knew before the fork the other one would find in it.
[[noreturn]] void join_and_wait(const std::string& address, int from, int to, bool keeps) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    Loaned<Network> loaned;
    const auto module = std::filesystem::path(HINENI_BIN) / "../lib/hineni/hineni-network.so";
    const auto network = loaned.take<OpenNetwork>(module, open_network_name, address.c_str());
    if (!network) _exit(1);
    Monotonic now{1h};
    while ((*network)->look(now += 100ms).wifis.empty()) (void)poll(nullptr, 0, 2);
    {
        Secret password(64);
        const auto size = read(from, password.room().data(), password.capacity());
        if (size <= 0) _exit(1);
        password.resize(static_cast<std::size_t>(size));
        if (keeps) kept_by_mistake = password.text();
        if (!(*network)->join("Library", password.text(), now)) _exit(1);
    }
    while ((*network)->look(now += 100ms).name != "Library") (void)poll(nullptr, 0, 2);
    if (write(to, "j", 1) != 1) _exit(1);
    for (;;) pause();
}

std::vector<Found> found_after_joining(bool keeps) {
    PretendedBus bus;
    bus.serve();
    bus.tell("wifi " + PretendedBus::digits("Library") + " 60 psk");
    std::array<int, 2> there{}, back{};
    REQUIRE(pipe(there.data()) == 0);
    REQUIRE(pipe(back.data()) == 0);
    const pid_t kiosk = fork();
    if (kiosk == 0) join_and_wait(bus.address(), there[0], back[1], keeps);
    REQUIRE(kiosk > 0);
    const auto password = hex(new_entry_id().bytes);
    REQUIRE(write(there[1], password.data(), password.size()) == static_cast<ssize_t>(password.size()));
    pollfd joined{back[0], POLLIN, 0};
    const bool came = poll(&joined, 1, 20'000) == 1;
    CHECK(came);
    CHECK(bus.tell("remembered").find(password) != std::string::npos);
    auto found = find_in_memory(kiosk, traces_of(password, "password"));
    kill(kiosk, SIGKILL);
    waitpid(kiosk, nullptr, 0);
    for (const int end : {there[0], there[1], back[0], back[1]}) close(end);
    return found;
}

}  // namespace

TEST_CASE("the password of a network is nowhere in memory once it has been asked for") {
    if (!PretendedBus::missing().empty()) {
        MESSAGE("left out: " << PretendedBus::missing());
        return;
    }
    REQUIRE(start_sealing());
    const auto found = found_after_joining(false);
    CHECK_MESSAGE(found.empty(), in_words(found));
}

TEST_CASE("a process that keeps the password is caught") {
    if (!PretendedBus::missing().empty()) {
        MESSAGE("left out: " << PretendedBus::missing());
        return;
    }
    REQUIRE(start_sealing());
    CHECK_FALSE(found_after_joining(true).empty());
}

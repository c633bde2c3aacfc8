#include "tests/kiosk/device/pretended_bus.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "hineni/bytes.hpp"

namespace hineni {

namespace {

constexpr auto python = "/usr/bin/python3";  // Debian's: the mock is a package of Debian's.

}  // namespace

std::string PretendedBus::missing() {
    static const std::string why = [] {
        if (finish({python, "-c", "import dbusmock, gi"}).exit_code != 0) return "python3-dbusmock is not installed";
        return finish({"dbus-daemon", "--version"}).exit_code != 0 ? "dbus-daemon is not installed" : "";
    }();
    return why;
}

PretendedBus::PretendedBus() {
    std::ofstream(folder_ / "bus.conf") << "<busconfig><type>system</type><listen>" << address()
                                        << "</listen><policy context=\"default\"><allow send_destination=\"*\"/>"
                                           "<allow eavesdrop=\"false\"/><allow own=\"*\"/></policy></busconfig>";
    daemon_ =
        std::make_unique<Child>(std::vector<std::string>{"dbus-daemon", "--nofork", "--nopidfile", "--print-address=2",
                                                         "--config-file=" + (folder_ / "bus.conf").string()});
    REQUIRE(daemon_->says("unix:path="));
}

void PretendedBus::serve() {
    const auto orders = (folder_ / "orders").string();
    REQUIRE(mkfifo(orders.c_str(), 0600) == 0);
    services_ = std::make_unique<Child>(
        std::vector<std::string>{python, std::string(HINENI_SOURCE) + "/tests/kiosk/device/services.py", orders},
        std::vector<std::string>{"DBUS_SYSTEM_BUS_ADDRESS=" + address(), "PYTHONWARNINGS=ignore"});
    REQUIRE(services_->says("services are there\n"));
    fifo_ = open(orders.c_str(), O_WRONLY | O_CLOEXEC);
    REQUIRE(fifo_ >= 0);
}

std::string PretendedBus::tell(const std::string& order) {
    const auto before = services_->said().size();
    const auto line = order + "\n";
    REQUIRE(write(fifo_, line.data(), line.size()) == static_cast<ssize_t>(line.size()));
    const auto done = "did " + order.substr(0, order.find(' ')) + ": ";
    REQUIRE(services_->says(done));
    REQUIRE(services_->says("\n"));
    const auto said = services_->said().substr(before);
    const auto from = said.find(done) + done.size();
    return said.substr(from, said.find('\n', from) - from);
}

std::string PretendedBus::digits(std::string_view name) {
    return hex(as_bytes(name));
}

void PretendedBus::fall_silent() {
    services_->signal(SIGSTOP);
}

}  // namespace hineni

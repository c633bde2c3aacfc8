// A D-Bus of a test's own, and on it NetworkManager and logind as python3-dbusmock pretends them (services.py).
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <string_view>

#include "tests/support/fresh_folder.hpp"
#include "tests/support/process.hpp"

namespace hineni {

class PretendedBus {
  public:
    // A real dbus-daemon, and nobody on it.
    PretendedBus();
    // Empty where it can be had.
    [[nodiscard]] static std::string missing();

    [[nodiscard]] std::string address() const { return "unix:path=" + (folder_ / "bus").string(); }
    // NetworkManager with one Wi-Fi device, and logind.
    void serve();
    // An order of services.py; what it said of it.
    std::string tell(const std::string& order);
    // "wifi" and the like take names in hexadecimal digits.
    [[nodiscard]] static std::string digits(std::string_view name);
    // They take no more messages, and are there all the same.
    void fall_silent();

  private:
    FreshFolder folder_;
    std::unique_ptr<Child> daemon_;
    std::unique_ptr<Child> services_;
    int fifo_ = -1;
};

}  // namespace hineni

// Uevents: hears from the kernel that a screen was plugged in or out. From the kernel, not from udev, whose words do
// not reach a service that has a network of its own (PrivateNetwork).
#pragma once

#include "hineni/result.hpp"

namespace hineni {

class Uevents {
  public:
    [[nodiscard]] static Result<Uevents> open();
    Uevents(Uevents&& other) noexcept;
    Uevents& operator=(Uevents&&) = delete;
    ~Uevents();

    [[nodiscard]] int descriptor() const { return socket_; }  // Readable: there is something to hear.
    // Takes all that waits. True: some of it is about screens.
    [[nodiscard]] bool screens_changed();

  private:
    explicit Uevents(int socket) : socket_(socket) {}
    int socket_ = -1;
};

}  // namespace hineni

// Connectivity: hears from the kernel when a way to other machines appears, so that a device tries at once when
// somebody switches the hotspot on. It asks nobody: no server is ever probed.
#pragma once

#include "hineni/result.hpp"

namespace hineni {

class Connectivity {
  public:
    // Routes of the network namespace that the process is in. Fails where the system does not tell of them.
    [[nodiscard]] static Result<Connectivity> watch();
    Connectivity(Connectivity&& other) noexcept;
    Connectivity& operator=(Connectivity&&) = delete;
    ~Connectivity();

    // Readable when there is something to hear.
    [[nodiscard]] int descriptor() const { return descriptor_; }
    // Has a route appeared since the last call? Takes all that there is to hear and waits for nothing. A route to the
    // device itself, or to neighbours on the wire only, does not count.
    [[nodiscard]] bool route_appeared() const;

  private:
    explicit Connectivity(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace hineni

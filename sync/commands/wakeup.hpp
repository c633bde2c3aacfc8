// Wakeup: how the service waits. It sleeps until a moment, until somebody writes to the queue, until a way to the
// network appears, or until the program is asked to end, and uses no time of the processor meanwhile.
#pragma once

#include <filesystem>
#include <optional>

#include "hineni/clock.hpp"
#include "hineni/result.hpp"
#include "sync/send/connectivity.hpp"

namespace hineni {

class Wakeup {
  public:
    enum class By { End, Queue, Network, Time };

    // Watches `state`/queue.db, there or not yet. From now on SIGTERM and SIGINT no longer kill the process but end
    // its waiting.
    // `network` outlives it; null: nobody tells of the network.
    [[nodiscard]] static Result<Wakeup> in(const std::filesystem::path& state, const Connectivity* network = nullptr);
    Wakeup(Wakeup&& other) noexcept;
    Wakeup& operator=(Wakeup&&) = delete;
    ~Wakeup();

    // `at_most`: nothing waits for ever; not above zero returns at once.
    [[nodiscard]] By wait(std::optional<Monotonic> at_most);

    // SIGTERM or SIGINT has come; for long work in between.
    [[nodiscard]] static bool end_asked();

  private:
    Wakeup(int signals, int changes, const Connectivity* network)
        : signals_(signals), changes_(changes), network_(network) {}
    [[nodiscard]] bool queue_changed() const;

    int signals_;
    int changes_;
    const Connectivity* network_;
};

}  // namespace hineni

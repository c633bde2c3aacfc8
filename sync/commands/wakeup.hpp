// Wakeup: how the service waits. It sleeps until a moment, until somebody writes to the queue, until a way to the
// network appears, or until the program is asked to end, and uses no time of the processor meanwhile.
#pragma once

#include <filesystem>
#include <optional>
#include <utility>

#include "hineni/clock.hpp"
#include "hineni/result.hpp"
#include "sync/send/connectivity.hpp"

namespace hineni {

class Wakeup {
  public:
    enum class By { End, Queue, Errand, Network, Time };

    // Watches `state`/queue.db, there or not yet, and what is asked in `state`/errands, which it makes. From now on
    // SIGTERM and SIGINT no longer kill the process but end its waiting. `network` outlives it; null: nobody tells of
    // the network.
    [[nodiscard]] static Result<Wakeup> in(const std::filesystem::path& state, const Connectivity* network = nullptr);
    Wakeup(Wakeup&& other) noexcept;
    Wakeup& operator=(Wakeup&&) = delete;
    ~Wakeup();

    // `at_most`: nothing waits for ever; not above zero returns at once.
    [[nodiscard]] By wait(std::optional<Monotonic> at_most);

    // SIGTERM or SIGINT has come; for long work in between.
    [[nodiscard]] static bool end_asked();

  private:
    Wakeup(int signals, int changes, std::filesystem::path errands, const Connectivity* network)
        : signals_(signals), changes_(changes), errands_(std::move(errands)), network_(network) {}
    void watch_errands() const;
    void take_changes();

    int signals_;
    int changes_;
    std::filesystem::path errands_;
    bool queue_changed_ = false;  // Not told yet.
    bool errand_came_ = false;
    const Connectivity* network_;
};

}  // namespace hineni

// Service: what `run` does between two waits: it delivers, takes in receipts that came on a stick, and does the kiosk's
// errands. It never waits itself.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "hineni/clock.hpp"
#include "hineni/errand.hpp"
#include "hineni/event_pack.hpp"
#include "sync/queue/ledger.hpp"
#include "sync/send/transport.hpp"
#include "sync/send/uploader.hpp"

namespace hineni {

// Without being told the service looks so often, for file systems that tell nothing.
inline constexpr Monotonic between_looks = std::chrono::minutes(1);
// After trouble with this device's own disk.
inline constexpr Monotonic after_trouble = std::chrono::seconds(10);

class Service {
  public:
    using Way = std::function<Result<std::unique_ptr<Transport>>(Dates)>;
    struct Post {
        std::filesystem::path state;
        std::filesystem::path sticks;  // Below it lies what CopyToStick may name.
        EventPack pack;
        OrganizersOf organizers;
        std::size_t largest_bundle;
        Way way;  // Empty: the pack names no drop, and entries leave on a stick.
    };
    // Holds the ledger of `state` for as long as it lives.
    [[nodiscard]] static Result<Service> start(Post post);

    // Does what can be done now; says when to come back at the latest.
    [[nodiscard]] Monotonic turn(const Now& now, bool look);
    // The network may be back: the next turn tries at once.
    void hurry() {
        if (uploader_) uploader_->hurry();
    }
    // What the kiosk asked for. SendNow is answered by the turns that follow.
    void do_errands(const Now& now);

  private:
    explicit Service(Post post) : post_(std::move(post)) {}

    [[nodiscard]] Result<void> open_way(const Now& now);
    [[nodiscard]] Result<bool> open_queue(const Now& now);
    [[nodiscard]] Result<void> take_in();
    [[nodiscard]] Result<Stepped> work(const Now& now, bool look);
    void tell(const Stepped& stepped);
    void tell_once(const std::string& line);

    // service_errands.cpp
    [[nodiscard]] std::optional<Errand> asked_for(ErrandKind kind);
    void reply(ErrandKind kind, const Outcome& outcome);
    void begin_sending(const Errand& errand);
    void report(const Stepped& stepped);
    void end_sending(Outcome::Stage stage, const Error& why);
    [[nodiscard]] Result<void> copy_to_stick(const Errand& errand, Outcome& outcome);
    [[nodiscard]] Result<void> wipe(const Now& now);
    [[nodiscard]] Result<void> erase_own_files();

    Post post_;
    std::optional<Ledger> ledger_;
    std::optional<DeviceKey> device_;
    std::unique_ptr<Transport> drop_;
    Dates dates_ = Dates::Judged;
    std::optional<Uploader> uploader_;
    std::uint64_t queue_file_ = 0;
    std::string told_;                // The last trouble that was logged, so that it is logged once.
    std::optional<Outcome> sending_;  // Of the SendNow that is being done.
    std::shared_ptr<int>
        wiped_queue_;  // The queue that the kiosk is about to erase, held so that its number stays its own.
    Monotonic wiped_until_{0};
};

}  // namespace hineni

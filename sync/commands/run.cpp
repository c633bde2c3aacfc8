#include "sync/commands/run.hpp"

#include <sys/stat.h>

#include <memory>
#include <string>
#include <utility>

#include "hineni/log.hpp"
#include "sync/commands/delivery.hpp"
#include "sync/commands/inbox.hpp"
#include "sync/commands/wakeup.hpp"

namespace hineni {

namespace {

using namespace std::chrono_literals;

// The kernel tells of a write before the commit can be seen: look at once and once more.
constexpr Monotonic second_look = 1s;
// And now and then without being told, for file systems that tell nothing.
constexpr Monotonic between_looks = 1min;
// After trouble with this device's own disk.
constexpr Monotonic after_trouble = 10s;

// What the service knows between two turns of its loop.
class Service {
  public:
    using Way = std::function<Result<std::unique_ptr<Transport>>(Dates)>;
    Service(std::filesystem::path state, Ledger& ledger, Way way, Uploader::Party party, const EventTag& event)
        : state_(std::move(state)), ledger_(ledger), way_(std::move(way)), party_(std::move(party)), event_(event) {}

    // Does what can be done now; says when to come back at the latest.
    Monotonic turn(const Now& now, bool look);
    // The network may be back: the next turn tries at once.
    void hurry() {
        if (uploader_) uploader_->hurry();
    }

  private:
    Result<void> open_way(const Now& now);
    Result<bool> open_queue();
    Result<void> take_in();
    Result<Stepped> work(const Now& now, bool look);
    void tell(const Stepped& stepped);
    void tell_once(const std::string& line);

    std::filesystem::path state_;
    Ledger& ledger_;
    Way way_;
    Uploader::Party party_;
    EventTag event_;
    std::unique_ptr<Transport> drop_;
    Dates dates_ = Dates::Judged;
    std::optional<Uploader> uploader_;
    ino_t queue_file_ = 0;
    std::string told_;  // The last trouble that was logged, so that it is logged once.
};

// A device without a clock chip may learn the time while it runs; then dates of certificates can be judged again.
Result<void> Service::open_way(const Now& now) {
    const auto dates = dates_by(now);
    if (drop_ && dates == dates_) return {};
    uploader_.reset();
    auto drop = way_(dates);
    if (!drop) return tl::unexpected(drop.error());
    if (!drop_) log("delivering to " + (*drop)->place());
    drop_ = std::move(*drop);
    dates_ = dates;
    return {};
}

// Receipts that somebody brought on a stick.
Result<void> Service::take_in() {
    return Inbox(state_).empty([&](BytesView file) -> Result<void> {
        const auto taken = uploader_->receive(file, event_);
        if (!taken) return tl::unexpected(taken.error());
        tell(*taken);
        return {};
    });
}

// False: there is no queue yet. A queue that was taken away and made anew is opened anew.
Result<bool> Service::open_queue() {
    struct stat found {};
    if (::stat((state_ / "queue.db").c_str(), &found) != 0) {
        uploader_.reset();
        return false;
    }
    if (uploader_ && found.st_ino == queue_file_) return true;
    uploader_.reset();
    auto queue = QueueReader::open(state_);
    if (!queue) return tl::unexpected(queue.error());
    auto uploader = Uploader::start(std::move(*queue), ledger_, *drop_, system_dice(), party_);
    if (!uploader) return tl::unexpected(uploader.error());
    uploader_.emplace(std::move(*uploader));
    queue_file_ = found.st_ino;
    return true;
}

Result<Stepped> Service::work(const Now& now, bool look) {
    if (auto opened = open_way(now); !opened) return tl::unexpected(opened.error());
    if (look || !uploader_) {
        const auto there = open_queue();
        if (!there) return tl::unexpected(there.error());
        if (!*there) return Stepped{};
        if (auto looked = uploader_->look_again(); !looked) return tl::unexpected(looked.error());
        if (auto taken = take_in(); !taken) return tl::unexpected(taken.error());
    }
    return uploader_->step(now);
}

void Service::tell_once(const std::string& line) {
    if (line == told_) return;
    log(line);
    told_ = line;
}

void Service::tell(const Stepped& stepped) {
    if (stepped.found_bad > 0) log(entries(stepped.found_bad) + " set aside: damaged on this device");
    if (stepped.received > 0) log(entries(stepped.received) + " received by a desk");
    for (const auto& note : stepped.notes) log(note);
    switch (stepped.did) {
        case Stepped::Did::Nothing: break;
        case Stepped::Did::Delivered:
            log(entries(stepped.entries) + " delivered, " + std::to_string(uploader_->waiting()) + " waiting");
            told_.clear();
            break;
        case Stepped::Did::SetAside:
            log("1 entry set aside: " + stepped.hindrance.why + "; hint: " + stepped.hindrance.hint);
            break;
        case Stepped::Did::Split: log(entries(stepped.entries) + " refused together, trying in halves"); break;
        case Stepped::Did::Failed:
            tell_once("deliver: " + stepped.hindrance.why + "; " + std::to_string(uploader_->waiting()) +
                      " waiting; hint: " + stepped.hindrance.hint);
            break;
    }
}

Monotonic Service::turn(const Now& now, bool look) {
    const auto stepped = work(now, look);
    if (!stepped) {
        tell_once(stepped.error().what + "; hint: " + stepped.error().hint);
        return after_trouble;
    }
    tell(*stepped);
    if (!stepped->again) return between_looks;
    return std::min(between_looks, *stepped->again - now.monotonic);
}

Result<Done> loop(Service& service, Wakeup& wakeup) {
    bool look = true;
    constexpr auto never = Monotonic::max();
    auto look_again_at = never;
    for (;;) {
        const auto now = read_clocks();
        if (now.monotonic >= look_again_at) {
            look = true;
            look_again_at = never;
        }
        auto rest = service.turn(now, look);
        rest = std::min(rest, look_again_at - now.monotonic);
        switch (wakeup.wait(rest)) {
            case Wakeup::By::End: log("asked to end; what waits is safe here"); return Done::Well;
            case Wakeup::By::Queue:
                look = true;
                look_again_at = read_clocks().monotonic + second_look;
                break;
            case Wakeup::By::Network: service.hurry(); break;
            case Wakeup::By::Time: look = rest >= between_looks || rest == after_trouble; break;
        }
    }
}

// A pack without a drop is no mistake: entries leave on a stick. The service then has nothing to do.
Result<Done> idle(Wakeup& wakeup) {
    log("the event pack names no drop; entries leave with hineni-sync export --to DIR");
    while (wakeup.wait(std::nullopt) != Wakeup::By::End) {}
    return Done::Well;
}

Result<Done> run(const Delivery& options) {
    const auto pack = pack_at(options.event);
    if (!pack) return tl::unexpected(pack.error());
    auto ledger = Ledger::open(options.state);
    if (!ledger) return tl::unexpected(ledger.error());
    const auto device = device_key(options.state);
    if (!device) return tl::unexpected(device.error());
    const auto network = Connectivity::watch();
    if (!network) log(network.error().what + "; trying now and then");
    auto wakeup = Wakeup::in(options.state, network ? &*network : nullptr);
    if (!wakeup) return tl::unexpected(wakeup.error());
    if (pack->drop.empty() && options.drop.empty()) return idle(*wakeup);
    const auto way = [&](Dates dates) { return drop_of(options, *pack, Wakeup::end_asked, dates); };
    // A wrong address is said at once, whatever the clock says.
    if (const auto possible = way(Dates::Judged); !possible) return tl::unexpected(possible.error());
    Service service(options.state, *ledger, way, party_of(options, *pack, *device), event_tag(pack->id));
    return loop(service, *wakeup);
}

}  // namespace

void add_run(Program& program) {
    auto options = std::make_shared<Delivery>();
    auto command = program.command("run", "Deliver for as long as it runs", [options] { return run(*options); });
    add_delivery_options(command, *options);
}

}  // namespace hineni

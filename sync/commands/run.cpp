#include "sync/commands/run.hpp"

#include <memory>
#include <string>
#include <utility>

#include "hineni/log.hpp"
#include "sync/commands/delivery.hpp"
#include "sync/commands/organizers.hpp"
#include "sync/commands/service.hpp"
#include "sync/commands/stick.hpp"
#include "sync/commands/wakeup.hpp"

namespace hineni {

namespace {

using namespace std::chrono_literals;

// The kernel tells of a write before the commit can be seen: look at once and once more.
constexpr Monotonic second_look = 1s;

struct Run : Delivery {
    std::string sticks = usual_sticks;
};

// Is it still the event pack that the service began with? Another one may have been put in its place.
class PackWatch {
  public:
    PackWatch(std::string folder, const Digest& first) : folder_(std::move(folder)), first_(first) {}

    // Looks at most once a minute, or where `asked`. A pack that cannot be read is no other one.
    bool another(const Now& now, bool asked) {
        if (!asked && now.monotonic < next_) return false;
        next_ = now.monotonic + between_looks;
        const auto pack = read_event_pack(folder_);
        return pack && pack->digest != first_;
    }

  private:
    std::string folder_;
    Digest first_;
    Monotonic next_{0};
};

Result<Done> loop(Service& service, Wakeup& wakeup, PackWatch& packs) {
    bool look = true;
    bool asked = true;  // Before this began, perhaps.
    constexpr auto never = Monotonic::max();
    auto look_again_at = never;
    for (;;) {
        const auto now = read_clocks();
        if (packs.another(now, asked)) {
            log("another event pack is in use; ending, to be started anew with it");
            return Done::Well;
        }
        if (asked) service.do_errands(now);
        if (now.monotonic >= look_again_at) {
            look = true;
            look_again_at = never;
        }
        auto rest = service.turn(now, look || asked);
        asked = false;
        rest = std::min(rest, look_again_at - now.monotonic);
        switch (wakeup.wait(rest)) {
            case Wakeup::By::End: log("asked to end; what waits is safe here"); return Done::Well;
            case Wakeup::By::Queue:
                look = true;
                look_again_at = read_clocks().monotonic + second_look;
                break;
            case Wakeup::By::Errand: asked = true; break;
            case Wakeup::By::Network: service.hurry(); break;
            case Wakeup::By::Time: look = rest >= between_looks || rest == after_trouble; break;
        }
    }
}

Result<Service> service_for(const Run& options, const EventPack& pack) {
    auto organizers = remember_organizers(options.state, pack);
    if (!organizers) return tl::unexpected(organizers.error());
    Service::Post post{options.state, options.sticks, pack, std::move(*organizers), largest_bundle_of(options), {}};
    if (pack.drop.empty() && options.drop.empty()) {
        // No mistake: entries leave on a stick.
        log("the event pack names no drop; entries leave with hineni-sync export --to DIR");
    } else {
        post.way = [options, pack](Dates dates) { return drop_of(options, pack, Wakeup::end_asked, dates); };
    }
    return Service::start(std::move(post));
}

Result<Done> run(const Run& options) {
    const auto pack = pack_at(options.event);
    if (!pack) return tl::unexpected(pack.error());
    const auto network = Connectivity::watch();
    if (!network) log(network.error().what + "; trying now and then");
    std::error_code none;
    if (std::filesystem::create_directories(options.state, none)) {
        std::filesystem::permissions(options.state, std::filesystem::perms::owner_all, none);
    }
    auto wakeup = Wakeup::in(options.state, network ? &*network : nullptr);
    if (!wakeup) return tl::unexpected(wakeup.error());
    auto service = service_for(options, *pack);
    if (!service) return tl::unexpected(service.error());
    PackWatch packs(options.event, pack->digest);
    return loop(*service, *wakeup, packs);
}

}  // namespace

void add_run(Program& program) {
    auto options = std::make_shared<Run>();
    auto command = program.command("run", "Deliver for as long as it runs", [options] { return run(*options); });
    add_delivery_options(command, *options);
    command.takes("--sticks", options->sticks, "Folder below which sticks lie, instead of /media", "DIR");
}

}  // namespace hineni

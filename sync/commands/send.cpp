#include "sync/commands/send.hpp"

#include <unistd.h>

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "hineni/log.hpp"
#include "sync/commands/delivery.hpp"
#include "sync/commands/organizers.hpp"

namespace hineni {

namespace {

struct Send : Delivery {
    bool again = false;
    bool json = false;
};

struct Sent {
    std::size_t delivered = 0;
    std::size_t set_aside = 0;
    std::size_t waiting = 0;
    std::size_t received = 0;
    std::optional<Hindrance> stopped_by;
};

Result<Sent> send_all(Uploader& uploader) {
    Sent sent;
    const bool at_terminal = ::isatty(STDERR_FILENO) == 1;
    for (;;) {
        const auto stepped = uploader.step(read_clocks());
        if (!stepped) return tl::unexpected(stepped.error());
        sent.set_aside += stepped->found_bad;
        sent.received += stepped->received;
        for (const auto& note : stepped->notes) log(note);
        sent.waiting = uploader.waiting();
        switch (stepped->did) {
            case Stepped::Did::Nothing: return sent;
            case Stepped::Did::Delivered:
                sent.delivered += stepped->entries;
                uploader.hurry();  // Some of those sent together may have broken off.
                break;
            case Stepped::Did::SetAside:
                ++sent.set_aside;
                log("1 entry set aside: " + stepped->hindrance.why + "; " + stepped->hindrance.hint);
                break;
            case Stepped::Did::Split: break;
            case Stepped::Did::Failed: sent.stopped_by = stepped->hindrance; return sent;
        }
        if (at_terminal) std::fprintf(stderr, "\r%zu delivered, %zu waiting \r", sent.delivered, sent.waiting);
    }
}

void say_sent(const Sent& sent, bool json) {
    if (json) {
        const nlohmann::json out{{"delivered", sent.delivered},
                                 {"received", sent.received},
                                 {"set_aside", sent.set_aside},
                                 {"waiting", sent.waiting}};
        std::printf("%s\n", out.dump(2).c_str());
        return;
    }
    std::printf("%s delivered, %zu waiting, %zu set aside\n", entries(sent.delivered).c_str(), sent.waiting,
                sent.set_aside);
}

Result<Done> send(const Send& options) {
    const auto pack = pack_at(options.event);
    if (!pack) return tl::unexpected(pack.error());
    const auto drop = drop_of(options, *pack, {}, dates_by(read_clocks()));
    if (!drop) return tl::unexpected(drop.error());
    auto ledger = Ledger::open(options.state);
    if (!ledger) return tl::unexpected(ledger.error());
    const auto device = device_key(options.state);
    if (!device) return tl::unexpected(device.error());
    if (options.again) {
        if (auto done = ledger->reconsider(); !done) return tl::unexpected(done.error());
    }
    Sent sent;
    if (std::filesystem::exists(std::filesystem::path(options.state) / "queue.db")) {
        auto queue = QueueReader::open(options.state);
        if (!queue) return tl::unexpected(queue.error());
        auto organizers = remember_organizers(options.state, *pack);
        if (!organizers) return tl::unexpected(organizers.error());
        const Uploader::Party party{*device, pack->recipients, largest_bundle_of(options), std::move(*organizers)};
        auto uploader = Uploader::start(std::move(*queue), *ledger, **drop, system_dice(), party);
        if (!uploader) return tl::unexpected(uploader.error());
        auto all = send_all(*uploader);
        if (!all) return tl::unexpected(all.error());
        sent = std::move(*all);
    }
    say_sent(sent, options.json);
    if (!sent.stopped_by) return Done::Well;
    return fail("deliver to " + (*drop)->place() + ": " + sent.stopped_by->why, sent.stopped_by->hint);
}

}  // namespace

void add_send(Program& program) {
    auto options = std::make_shared<Send>();
    auto command = program.command("send", "Deliver once, now", [options] { return send(*options); });
    add_delivery_options(command, *options);
    command.flag("--again", options->again, "Try what was set aside once more");
    command.flag("--json", options->json, "For programs");
}

}  // namespace hineni

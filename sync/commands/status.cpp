#include "sync/commands/status.hpp"

#include <cstdio>
#include <ctime>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "hineni/clock.hpp"
#include "sync/commands/delivery.hpp"
#include "sync/queue/ledger.hpp"

namespace hineni {

namespace {

struct Status : Delivery {
    bool json = false;
};

std::string utc(std::int64_t unix_s) {
    const std::time_t time = unix_s;
    std::tm parts{};
    gmtime_r(&time, &parts);
    char text[32];
    const auto size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text, size};
}

// Since a moment of the same boot, whatever the wall clock says.
std::optional<std::int64_t> seconds_since(const Moment& then, const Moment& now) {
    if (then.boot != now.boot || then.since_boot > now.since_boot) return std::nullopt;
    return std::chrono::duration_cast<std::chrono::seconds>(now.since_boot - then.since_boot).count();
}

std::string last_in_words(const Standing& standing) {
    if (!standing.last_delivery) return "none yet";
    if (const auto ago = seconds_since(*standing.last_delivery, read_clocks().moment)) {
        if (*ago < 120) return std::to_string(*ago) + " s ago";
        if (*ago < 7200) return std::to_string(*ago / 60) + " min ago";
        return std::to_string(*ago / 3600) + " h ago";
    }
    if (standing.last_delivery->unix_s) return utc(*standing.last_delivery->unix_s);
    return "before the last restart";
}

void say_as_json(const Standing& standing, bool safe, const std::optional<std::string>& drop) {
    nlohmann::json out{{"safe_here", standing.safe_here},
                       {"waiting", standing.waiting},
                       {"delivered", standing.delivered},
                       {"received", standing.received},
                       {"set_aside", standing.set_aside},
                       {"set_aside_because", nlohmann::json::object()},
                       {"safe_to_unplug", safe},
                       {"last_delivery", nullptr},
                       {"last_delivery_s_ago", nullptr},
                       {"drop", nullptr},
                       {"hindrance", nullptr}};
    for (const auto& [reason, count] : standing.reasons) out["set_aside_because"][reason] = count;
    if (drop) out["drop"] = *drop;
    if (standing.last_delivery) {
        if (standing.last_delivery->unix_s) out["last_delivery"] = utc(*standing.last_delivery->unix_s);
        const auto ago = seconds_since(*standing.last_delivery, read_clocks().moment);
        if (ago) out["last_delivery_s_ago"] = *ago;
    }
    if (standing.hindrance) {
        out["hindrance"] = {{"why", standing.hindrance->why}, {"hint", standing.hindrance->hint}};
    }
    std::printf("%s\n", out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
}

void say_in_words(const Standing& standing, bool safe) {
    std::printf(
        "%zu safe here, %zu delivered, %zu received, %zu waiting, %zu set aside; safe to unplug: %s; "
        "last delivery: %s\n",
        standing.safe_here, standing.delivered, standing.received, standing.waiting, standing.set_aside,
        safe ? "yes" : "no", last_in_words(standing).c_str());
    for (const auto& [reason, count] : standing.reasons) std::printf("set aside: %zu: %s\n", count, reason.c_str());
    if (standing.hindrance) {
        std::printf("not delivering: %s; %s\n", standing.hindrance->why.c_str(), standing.hindrance->hint.c_str());
    }
}

Result<Done> status(const Status& options) {
    const std::filesystem::path state(options.state);
    // Before the files are opened, as being_written() asks.
    const bool safe = !being_written(state / "queue.db") && !being_written(state / "deliveries.db");
    const auto standing = read_standing(state);
    if (!standing) return tl::unexpected(standing.error());
    std::optional<std::string> drop;
    if (!options.event.empty() || !options.drop.empty()) {
        EventPack pack;
        if (options.drop.empty()) {
            auto read = pack_at(options.event);
            if (!read) return tl::unexpected(read.error());
            pack = std::move(*read);
        }
        if (!options.drop.empty() || !pack.drop.empty()) {
            const auto way = drop_of(options, pack, {});
            if (!way) return tl::unexpected(way.error());
            drop = (*way)->place();
        }
    }
    if (options.json) {
        say_as_json(*standing, safe, drop);
    } else {
        say_in_words(*standing, safe);
    }
    return Done::Well;
}

}  // namespace

void add_status(Program& program) {
    auto options = std::make_shared<Status>();
    auto command = program.command("status", "Say where the entries are", [options] { return status(*options); });
    command.needs("--state", options->state, "Folder of the queue", "DIR");
    command.takes("--event", options->event, "Folder of the event pack, to name its drop", "DIR");
    command.takes("--drop", options->drop, "The drop that run or send were told", "ADDRESS");
    command.flag("--json", options->json, "For programs");
}

}  // namespace hineni

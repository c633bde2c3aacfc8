// What the commands that deliver have in common: where the pack and the state are, and which drop is meant.
#pragma once

#include <memory>
#include <string>

#include "hineni/event_pack.hpp"
#include "sync/commands/program.hpp"
#include "sync/send/transport.hpp"
#include "sync/send/uploader.hpp"

namespace hineni {

struct Delivery {
    std::string event;        // --event
    std::string state;        // --state
    std::string drop;         // --drop: instead of the pack's
    std::string authorities;  // --ca: a PEM file
    bool metered = false;     // --metered
};

// --event, --state, --drop, --ca and --metered, the first two required.
void add_delivery_options(Command& command, Delivery& delivery);

// The pack, or its first complaint as an Error; `hineni-sync check` shows all of them.
[[nodiscard]] Result<EventPack> pack_at(const std::string& folder);

// The way to the drop. Fails where the pack names none. `stop` and `dates`: see Terms. The pack's pins are those of the
// pack's drop: they do not bind an address given by hand.
[[nodiscard]] Result<std::unique_ptr<Transport>> drop_of(const Delivery& delivery, const EventPack& pack,
                                                         std::function<bool()> stop, Dates dates = Dates::Judged);

// Whether the dates of certificates can be judged by the clock as it is.
[[nodiscard]] Dates dates_by(const Now& now);

// In how large bundles.
[[nodiscard]] std::size_t largest_bundle_of(const Delivery& delivery);

// From the system.
[[nodiscard]] Uploader::Dice system_dice();

// "2 entries", "1 entry"
[[nodiscard]] std::string entries(std::size_t count);

}  // namespace hineni

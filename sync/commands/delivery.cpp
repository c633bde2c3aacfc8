#include "sync/commands/delivery.hpp"

#include <random>
#include <utility>

namespace hineni {

void add_delivery_options(Command& command, Delivery& delivery) {
    command.needs("--event", delivery.event, "Folder of the event pack", "DIR");
    command.needs("--state", delivery.state, "Folder of the queue", "DIR");
    command.takes("--drop", delivery.drop, "Deliver to this address instead of the pack's", "ADDRESS");
    command.takes("--ca", delivery.authorities, "Believe the certificate authorities in this PEM file only", "FILE");
    command.flag("--metered", delivery.metered, "The line is paid for by the byte: small bundles only");
}

Result<EventPack> pack_at(const std::string& folder) {
    auto pack = read_event_pack(folder);
    if (pack) return std::move(*pack);
    const auto& complaints = pack.error();
    const std::string first = complaints.empty() ? "it cannot be read" : in_words(complaints.front());
    return fail("read event pack: " + first, "hineni-sync check --event " + folder + " says all that is wrong");
}

Result<std::unique_ptr<Transport>> drop_of(const Delivery& delivery, const EventPack& pack, std::function<bool()> stop,
                                           Dates dates) {
    const auto& address = delivery.drop.empty() ? pack.drop : delivery.drop;
    if (address.empty()) {
        return fail("deliver: the event pack names no drop",
                    "add [deliver] drop to event.toml, or take the entries with hineni-sync export --to DIR");
    }
    Terms terms{delivery.authorities, std::move(stop)};
    if (delivery.drop.empty()) terms.pins = pack.pins;
    terms.store = pack.store;
    terms.dates = dates;
    return transport_to(address, std::move(terms));
}

Dates dates_by(const Now& now) {
    return now.wall_plausible ? Dates::Judged : Dates::CannotBeJudged;
}

std::size_t largest_bundle_of(const Delivery& delivery) {
    // Where it breaks off, little has to be sent again.
    constexpr std::size_t small_bundle = 32UL * 1024;
    return delivery.metered ? small_bundle : largest_bundle;
}

Uploader::Dice system_dice() {
    return [device = std::make_shared<std::random_device>()] { return std::uint32_t{(*device)()}; };
}

std::string entries(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " entry" : " entries");
}

}  // namespace hineni

#include "kiosk/shell/table_on_state.hpp"

#include <system_error>

#include "hineni/pin.hpp"
#include "hineni/standing.hpp"

namespace hineni {

namespace {

namespace fs = std::filesystem;

Result<std::string> pin_of(const EventPack& pack, const fs::path& state) {
    if (!pack.pin.empty()) return pack.pin;
    return kept_pin(state);
}

Facts look(const EventPack& pack, const fs::path& state, const Now& now) {
    Facts facts;
    facts.has_drop = !pack.drop.empty();
    facts.clock = now.moment.unix_s;
    std::error_code unknown;
    if (const auto space = fs::space(state, unknown); !unknown) {
        facts.disk_free = space.available;
        facts.disk_size = space.capacity;
    }
    const auto standing = read_standing(state);
    if (!standing) {
        facts.trouble = standing.error().what;
        return facts;
    }
    facts.safe_here = standing->safe_here;
    facts.delivered = standing->delivered;
    facts.received = standing->received;
    facts.waiting = standing->waiting;
    facts.set_aside = standing->set_aside;
    if (standing->hindrance) {
        facts.hindrance = standing->hindrance->why;
        facts.hindrance_hint = standing->hindrance->hint;
    }
    return facts;
}

}  // namespace

Table table_on_state(const EventPack& pack, const fs::path& state) {
    Table table;
    table.look = [&pack, state](const Now& now) { return look(pack, state, now); };
    table.carry_out = [state](const Order& order, const Now&) -> Result<void> {
        if (std::holds_alternative<order::Wipe>(order)) return {};  // No device, no Wi-Fi.
        if (!std::holds_alternative<order::SendNow>(order)) return fail("carry out an order: there is no device here");
        const auto asked = ask(state, ErrandKind::SendNow);
        return asked ? Result<void>() : tl::unexpected(asked.error());
    };
    // One that cannot be read keeps everybody out: it is no reason to choose another.
    table.has_pin = [&pack, state] {
        const auto pin = pin_of(pack, state);
        return !pin || !pin->empty();
    };
    table.pin_is = [&pack, state](const Secret& pin) -> Result<bool> {
        const auto hash = pin_of(pack, state);
        if (!hash) return tl::unexpected(hash.error());
        return pin_is(*hash, pin);
    };
    table.keep_pin = [state](const Secret& pin) { return keep_pin(state, pin); };
    return table;
}

}  // namespace hineni

#include "kiosk/device/device.hpp"

#include <optional>
#include <utility>

#include "hineni/errand.hpp"
#include "hineni/seal.hpp"
#include "hineni/shelf.hpp"
#include "hineni/standing.hpp"
#include "kiosk/device/errand_answers.hpp"
#include "kiosk/device/kernel.hpp"
#include "kiosk/device/loan.hpp"
#include "kiosk/device/network.hpp"
#include "kiosk/device/ready_check.hpp"
#include "kiosk/device/sound.hpp"

namespace hineni {

namespace {

namespace fs = std::filesystem;

constexpr auto system_bus = "unix:path=/run/dbus/system_bus_socket";

fs::path beside_this_program() {
    std::error_code none;
    return fs::read_symlink("/proc/self/exe", none).parent_path() / "../lib/hineni";
}

std::string in_words(const Error& error) {
    return error.hint.empty() ? error.what : error.what + "; " + error.hint;
}

// Within one boot by its running, else by the clock, where that was believed at both ends.
std::optional<std::int64_t> seconds_between(const Moment& then, const Moment& now) {
    if (then.boot == now.boot && then.since_boot <= now.since_boot) {
        return std::chrono::duration_cast<std::chrono::seconds>(now.since_boot - then.since_boot).count();
    }
    if (!then.unix_s || !now.unix_s || *then.unix_s > *now.unix_s) return std::nullopt;
    return *now.unix_s - *then.unix_s;
}

// Two words, of four bytes of the public half: enough to tell the devices of a table apart.
std::string words_for(const fs::path& state) {
    const auto key = device_key(state);
    return key ? said_aloud(BytesView(key->public_half).first(4)) : std::string();
}

}  // namespace

struct Device::Inside {
    const EventPack& pack;
    Places places;
    ErrandAnswers errands;
    ReadyCheck check;
    Loaned<Network> network;
    Loaned<Sound> sound;
    std::string words;

    Inside(const EventPack& event, Places where)
        : pack(event), places(std::move(where)), errands(places.state), check(pack, places.state) {
        if (places.modules.empty()) places.modules = beside_this_program();
        if (places.bus.empty()) places.bus = system_bus;
    }

    Facts facts(const Now& now);
    void entries(Facts& facts, const Now& now) const;
    void machine(Facts& facts) const;
    void connections(Facts& facts, const Now& now);
    [[nodiscard]] std::optional<Facts::Stick> stick() const;

    Result<Network*> open_network() {
        return network.take<OpenNetwork>(places.modules / "hineni-network.so", open_network_name, places.bus.c_str());
    }
    Result<Sound*> open_sound() { return sound.take<OpenSound>(places.modules / "hineni-sound.so", open_sound_name); }

    Result<void> ask_with_stick(ErrandKind kind);
    Result<void> carry_out(const order::JoinWifi& wanted, const Now& now);
    Result<void> carry_out(const order::SetVolume& wanted, const Now& now);

    Result<void> carry_out(const order::SendNow&, const Now&) { return errands.ask(ErrandKind::SendNow); }
    Result<void> carry_out(const order::CopyToStick&, const Now&) { return ask_with_stick(ErrandKind::CopyToStick); }
    Result<void> carry_out(const order::LookForPack&, const Now&) { return ask_with_stick(ErrandKind::LookForPack); }
    Result<void> carry_out(const order::TakePack&, const Now&);
    Result<void> carry_out(const order::SetBrightness& wanted, const Now&) {
        return set_brightness(places.sys, wanted.percent);
    }
    Result<void> carry_out(const order::ScanWifi&, const Now&) {
        return with_network([](Network& open) -> Result<void> { return open.scan(), Result<void>(); });
    }
    Result<void> carry_out(const order::ForgetWifi& wanted, const Now&) {
        return with_network([&](Network& open) -> Result<void> { return open.forget(wanted.name), Result<void>(); });
    }
    Result<void> carry_out(const order::SwitchOff&, const Now&) {
        return with_network([](Network& open) { return open.switch_off(); });
    }
    Result<void> carry_out(const order::Wipe&, const Now&);
    Result<void> carry_out(const order::CheckReady&, const Now& now);
    Result<void> carry_out(const order::PlaySound&, const Now&) {
        const auto open = open_sound();
        return open ? (*open)->tone() : tl::unexpected(open.error());
    }
    // The stage's own.
    Result<void> carry_out(const order::SetScheme&, const Now&) { return {}; }
    Result<void> carry_out(const order::StartPractice&, const Now&) { return {}; }
    Result<void> carry_out(const order::EndPractice&, const Now&) { return {}; }

    template <class Do>
    Result<void> with_network(const Do& act) {
        const auto open = open_network();
        return open ? act(**open) : tl::unexpected(open.error());
    }
};

std::optional<Facts::Stick> Device::Inside::stick() const {
    const auto mounts = mounts_below(kernel_file("/proc/self/mountinfo"), places.sticks);
    if (mounts.empty()) return std::nullopt;
    const auto& last = mounts.back();
    const auto room = room_in(last);
    return Facts::Stick{last.filename().string(), last.string(), room ? room->free : 0};
}

void Device::Inside::entries(Facts& facts, const Now& now) const {
    // Before the ledger is opened, as being_written() asks; the queue's one writer is this very thread.
    facts.safe_to_unplug = !being_written(places.state / "deliveries.db");
    facts.has_drop = !pack.drop.empty();
    const auto standing = read_standing(places.state);
    if (!standing) {
        facts.trouble = in_words(standing.error());
        return;
    }
    facts.safe_here = standing->safe_here;
    facts.delivered = standing->delivered;
    facts.received = standing->received;
    facts.waiting = standing->waiting;
    facts.set_aside = standing->set_aside;
    if (standing->last_delivery) facts.last_delivery_s_ago = seconds_between(*standing->last_delivery, now.moment);
    if (standing->hindrance) {
        facts.hindrance = standing->hindrance->why;
        facts.hindrance_hint = standing->hindrance->hint;
    }
}

void Device::Inside::machine(Facts& facts) const {
    if (const auto room = room_in(places.state)) {
        facts.disk_free = room->free;
        facts.disk_size = room->size;
    }
    if (const auto found = battery(places.sys)) {
        facts.battery = found->percent;
        facts.charging = found->charging;
    }
    facts.temperature = temperature(places.sys);
    facts.brightness = brightness(places.sys);
    facts.stick = stick();
    if (!places.mirror.empty()) {
        std::error_code none;
        const bool there = fs::is_directory(places.mirror, none);
        facts.mirror = there ? Facts::Mirror::There : Facts::Mirror::Missing;
    }
}

// What the kernel and the state's files tell.
Facts Device::Inside::facts(const Now& now) {
    Facts facts;
    entries(facts, now);
    machine(facts);
    facts.clock = now.moment.unix_s;
    if (words.empty()) words = words_for(places.state);
    facts.device_words = words;
    facts.errands = errands.look(facts.trouble);
    const auto& copying = facts.errands[static_cast<std::size_t>(ErrandKind::CopyToStick)];
    if (copying && copying->stage == Outcome::Stage::Working) facts.safe_to_unplug = false;
    if (!places.shelf.empty()) {
        auto shelf = read_shelf(places.shelf);
        if (shelf) {
            facts.shelf = *std::move(shelf);
        } else {
            facts.trouble = in_words(shelf.error());
        }
    }
    facts.ready = check.look(facts, now.monotonic);
    return facts;
}

void Device::Inside::connections(Facts& facts, const Now& now) {
    if (const auto open = open_network()) {
        auto seen = (*open)->look(now.monotonic);
        facts.network = seen.network;
        facts.network_name = std::move(seen.name);
        facts.has_wifi = seen.has_wifi;
        facts.wifis = std::move(seen.wifis);
        facts.wifi_trouble = std::move(seen.wifi_trouble);
        facts.can_switch_off = seen.can_switch_off;
        if (facts.trouble.empty()) facts.trouble = std::move(seen.trouble);
    } else if (facts.trouble.empty()) {
        facts.trouble = in_words(open.error());
    }
    if (const auto open = open_sound()) facts.volume = (*open)->volume();
}

Result<void> Device::Inside::ask_with_stick(ErrandKind kind) {
    const auto there = stick();
    if (!there) return fail("find the stick: none is plugged in", "plug one in, and wait a moment");
    return errands.ask(kind, there->folder);
}

Result<void> Device::Inside::carry_out(const order::TakePack&, const Now& /*now*/) {
    const auto shelf = read_shelf(places.shelf);
    if (!shelf) return tl::unexpected(shelf.error());
    if (!shelf->waiting) return fail("take the pack: none waits");
    return errands.ask(ErrandKind::TakePack, shelf->waiting->digest);
}

Result<void> Device::Inside::carry_out(const order::JoinWifi& wanted, const Now& now) {
    return with_network([&](Network& open) { return open.join(wanted.name, wanted.password.text(), now.monotonic); });
}

Result<void> Device::Inside::carry_out(const order::Wipe&, const Now& /*now*/) {
    return with_network([](Network& open) { return open.forget_all(); });
}

Result<void> Device::Inside::carry_out(const order::SetVolume& wanted, const Now& /*now*/) {
    const auto open = open_sound();
    if (!open) return tl::unexpected(open.error());
    auto set = (*open)->set_volume(wanted.percent);
    return set ? (*open)->tone() : set;
}

Result<void> Device::Inside::carry_out(const order::CheckReady&, const Now& now) {
    const bool asked = !pack.drop.empty() && errands.ask(ErrandKind::SendNow).has_value();
    check.begin(now.monotonic, asked);
    return {};
}

Device::Device(const EventPack& pack, Places places) : inside_(std::make_unique<Inside>(pack, std::move(places))) {}
Device::Device(Device&&) noexcept = default;
Device& Device::operator=(Device&&) noexcept = default;
Device::~Device() = default;

Facts Device::look(const Now& now) {
    auto facts = inside_->facts(now);
    inside_->connections(facts, now);
    return facts;
}

Facts Device::glance(const Now& now) {
    inside_->network.give_back();
    inside_->sound.give_back();
    return inside_->facts(now);
}

Result<void> Device::carry_out(const Order& order, const Now& now) {
    return std::visit([&](const auto& wanted) { return inside_->carry_out(wanted, now); }, order);
}

}  // namespace hineni

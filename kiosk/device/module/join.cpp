#include "kiosk/device/module/join.hpp"

#include <systemd/sd-id128.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <utility>

#include "kiosk/device/module/reading.hpp"

namespace hineni {

namespace {

// An access point far away takes its time, and so does an address.
constexpr auto join_within = std::chrono::seconds(75);

std::string reason_in_words(std::uint32_t reason) {
    switch (reason) {  // NMDeviceStateReason
        case 7: return "the password is not right";
        case 8:
        case 9:
        case 10:
        case 11: return "it did not let this device in; perhaps the password is not right";
        case 5:
        case 15:
        case 16:
        case 17: return "it gave this device no address";
        case 53: return "it is not there any more";
        default: return "it could not be joined (" + std::to_string(reason) + ")";
    }
}

bool is_hex(char sign) {
    return std::isxdigit(static_cast<unsigned char>(sign)) != 0;
}

// WPA: 8 to 63 signs of ASCII, or a key of 64 digits. WPA3 alone takes any.
Result<void> check(const AccessPoint& point, std::string_view password) {
    const auto attempt = std::string("join the Wi-Fi: ");
    if (point.lock == Lock::Broken) return fail(attempt + "its lock (WEP) is broken, anybody could read along");
    if (point.lock == Lock::Account) return fail(attempt + "it wants the name of a user, not a password alone");
    if (point.lock == Lock::Sae && (password.empty() || password.size() > 128)) {
        return fail(attempt + "a password has 1 to 128 letters");
    }
    if (point.lock != Lock::Password) return {};
    const bool a_key = password.size() == 64 && std::ranges::all_of(password, is_hex);
    const bool printable = std::ranges::all_of(password, [](char sign) { return sign >= 0x20 && sign < 0x7F; });
    if (a_key || (printable && password.size() >= 8 && password.size() <= 63)) return {};
    return fail(attempt + "a password has 8 to 63 letters, digits or signs");
}

int put_text(sd_bus_message* message, const char* name, std::string_view text) {
    // Straight from where it is kept into the message: sd-bus wants the end marked otherwise, and a copy for that.
    char* room = nullptr;
    int done = sd_bus_message_open_container(message, 'e', "sv");
    if (done >= 0) done = sd_bus_message_append_basic(message, 's', name);
    if (done >= 0) done = sd_bus_message_open_container(message, 'v', "s");
    if (done >= 0) done = sd_bus_message_append_string_space(message, text.size(), &room);
    if (done < 0) return done;
    std::memcpy(room, text.data(), text.size());
    done = sd_bus_message_close_container(message);
    return done < 0 ? done : sd_bus_message_close_container(message);
}

int put_ssid(sd_bus_message* message, const std::string& ssid) {
    int done = sd_bus_message_open_container(message, 'e', "sv");
    if (done >= 0) done = sd_bus_message_append_basic(message, 's', "ssid");
    if (done >= 0) done = sd_bus_message_open_container(message, 'v', "ay");
    if (done >= 0) done = sd_bus_message_append_array(message, 'y', ssid.data(), ssid.size());
    if (done >= 0) done = sd_bus_message_close_container(message);
    return done < 0 ? done : sd_bus_message_close_container(message);
}

int open_section(sd_bus_message* message, const char* name) {
    int done = sd_bus_message_open_container(message, 'e', "sa{sv}");
    if (done >= 0) done = sd_bus_message_append_basic(message, 's', name);
    return done < 0 ? done : sd_bus_message_open_container(message, 'a', "{sv}");
}

int close_section(sd_bus_message* message) {
    const int done = sd_bus_message_close_container(message);
    return done < 0 ? done : sd_bus_message_close_container(message);
}

// Addresses are given by the network, which is not told the device's name: what stands on the table is not its
// business.
int put_addresses(sd_bus_message* message, const char* family) {
    int done = open_section(message, family);
    if (done >= 0) done = put_text(message, "method", "auto");
    if (done >= 0) done = sd_bus_message_append(message, "{sv}", "dhcp-send-hostname", "b", 0);
    return done < 0 ? done : close_section(message);
}

const char* key_of(Lock lock) {
    if (lock == Lock::Sae) return "sae";
    return lock == Lock::Owe ? "owe" : "wpa-psk";
}

// The settings of a new network, the password last: sd-bus moves a message that grows, and would leave a copy behind.
int put_settings(sd_bus_message* message, const AccessPoint& point, std::string_view password) {
    sd_id128_t id{};
    std::array<char, 37> uuid{};
    int done = sd_id128_randomize(&id);
    if (done >= 0) done = sd_bus_message_open_container(message, 'a', "{sa{sv}}");
    if (done >= 0) done = open_section(message, "connection");
    if (done >= 0) done = put_text(message, "id", shown_name(point.ssid));
    if (done >= 0) done = put_text(message, "uuid", sd_id128_to_uuid_string(id, uuid.data()));
    if (done >= 0) done = put_text(message, "type", "802-11-wireless");
    if (done >= 0) done = close_section(message);
    if (done >= 0) done = open_section(message, "802-11-wireless");
    if (done >= 0) done = put_ssid(message, point.ssid);
    if (done >= 0) done = close_section(message);
    for (const char* family : {"ipv4", "ipv6"}) {
        if (done >= 0) done = put_addresses(message, family);
    }
    if (done >= 0 && point.lock != Lock::Open) {
        done = open_section(message, "802-11-wireless-security");
        if (done >= 0) done = put_text(message, "key-mgmt", key_of(point.lock));
        if (done >= 0 && point.lock != Lock::Owe) done = put_text(message, "psk", password);
        if (done >= 0) done = close_section(message);
    }
    return done < 0 ? done : sd_bus_message_close_container(message);
}

}  // namespace

std::string in_words(const std::string& refusal) {
    if (refusal.ends_with(".AccessDenied") || refusal.ends_with(".PermissionDenied") ||
        refusal.ends_with(".NotAuthorized")) {
        return "this program may not do that: a rule of polkit is missing";
    }
    if (refusal.ends_with(".ServiceUnknown") || refusal.ends_with(".NameHasNoOwner")) return "it does not run here";
    if (refusal.ends_with(".NoReply") || refusal.ends_with(".Timeout")) return "it does not answer";
    if (refusal.ends_with(".Disconnected")) return "there is no D-Bus here";
    // The name alone: what a service says with it may be anything.
    auto name = refusal.substr(refusal.rfind('.') + 1, 60);
    std::erase_if(name, [](char sign) { return std::isalnum(static_cast<unsigned char>(sign)) == 0; });
    return "it was refused (" + name + ")";
}

void forget_settings(Bus& bus, const std::string& object) {
    bus.ask({manager_service, object, connection_interface, "Delete"}, nullptr,
            [](sd_bus_message* /*answer*/, const std::string& /*refusal*/) {});
}

Join::Join(Bus& bus, const AccessPoint& point, std::string wifi, Monotonic now)
    : bus_(bus), point_(point), wifi_(std::move(wifi)), until_(now + join_within) {
    bus_.listen({manager_service, wifi_, device_interface, "StateChanged"},
                [this](sd_bus_message* signal) { heard(signal); });
}

Join::~Join() {
    *alive_ = false;
    bus_.stop_listening();
}

Result<std::unique_ptr<Join>> Join::begin(Bus& bus, const Surveyed& around, std::string_view name,
                                          std::string_view password, Monotonic now) {
    const auto* point = around.point(name);
    if (point == nullptr || around.wifi.empty()) return fail("join the Wi-Fi: it is not there any more");
    const auto known = around.known(name);
    const bool as_remembered = !known.empty() && password.empty();
    if (const auto fits = check(*point, password); !fits && !as_remembered) return tl::unexpected(fits.error());
    auto join = std::unique_ptr<Join>(new Join(bus, *point, around.wifi, now));
    if (as_remembered) {
        join->activate(known.front()->object);
    } else {
        // Another password: what was remembered is not right.
        for (const auto* each : known) forget_settings(bus, each->object);
        join->add(password);
    }
    return join;
}

void Join::activate(const std::string& settings) {
    bus_.ask(
        {manager_service, manager_object, manager_service, "ActivateConnection"},
        [&](sd_bus_message* message) {
            return sd_bus_message_append(message, "ooo", settings.c_str(), wifi_.c_str(), point_.object.c_str());
        },
        [this, alive = alive_](sd_bus_message* /*answer*/, const std::string& refusal) {
            if (!*alive) return;
            asked_ = false;
            if (!refusal.empty()) end(in_words(refusal));
        });
}

void Join::add(std::string_view password) {
    bus_.ask(
        {manager_service, settings_object, settings_interface, "AddConnection"},
        [&](sd_bus_message* message) { return put_settings(message, point_, password); },
        [this, alive = alive_, bus = &bus_](sd_bus_message* answer, const std::string& refusal) {
            const char* made = nullptr;
            const bool read = answer != nullptr && sd_bus_message_read_basic(answer, 'o', &made) > 0;
            // Given up meanwhile: nobody is to find a password that nobody knows to be right.
            if (read && (!*alive || over_)) return forget_settings(*bus, made);
            if (!*alive) return;
            if (!read) return end(refusal.empty() ? "the answer makes no sense" : in_words(refusal));
            made_ = made;
            activate(made_);
        },
        true);
}

void Join::heard(sd_bus_message* signal) {
    constexpr std::uint32_t activated = 100, failed = 120;  // NMDeviceState
    std::uint32_t state = 0, before = 0, reason = 0;
    if (over_ || sd_bus_message_read(signal, "uuu", &state, &before, &reason) <= 0) return;
    if (state == failed) end(reason_in_words(reason));
    // The network before may say so as well, before this one was asked for.
    if (state == activated && !asked_) end({});
}

void Join::see(const Surveyed* around, Monotonic now) {
    if (over_) return;
    if (!asked_ && around != nullptr && around->joined() == point_.ssid) return end({});
    if (now >= until_) end("it does not answer");
}

void Join::end(std::string trouble) {
    over_ = true;
    trouble_ = std::move(trouble);
    if (!trouble_.empty() && !made_.empty()) forget_settings(bus_, made_);
}

}  // namespace hineni

// The only one who is looked up by name: what kiosk/device/network.hpp promises, by NetworkManager and logind.
#include <optional>

#include "kiosk/device/module/bus.hpp"
#include "kiosk/device/module/join.hpp"
#include "kiosk/device/module/reading.hpp"
#include "kiosk/device/module/survey.hpp"

namespace hineni {

namespace {

// Who looks at the screen waits for a list that long; a service that did not answer once is waited for no more.
constexpr auto patience = std::chrono::milliseconds(150);
constexpr auto patience_for_a_wipe = std::chrono::seconds(1);
constexpr int most_rounds = 5;
constexpr auto survey_again = std::chrono::seconds(3);
constexpr auto give_up = std::chrono::seconds(6);

class NetworkOnBus final : public Network {
  public:
    explicit NetworkOnBus(const char* address) : address_(address) {}

    NetworkFacts look(Monotonic now) override;
    void scan() override;
    Result<void> join(std::string_view name, std::string_view password, Monotonic now) override;
    void forget(std::string_view name) override;
    Result<void> forget_all() override;
    Result<void> switch_off() override;

  private:
    void keep_asking(Monotonic now);
    Bus& bus();

    std::string address_;
    std::optional<Bus> bus_;
    std::optional<Survey> asking_;
    Monotonic asked_at_{0};
    std::optional<Surveyed> found_;  // By the last survey that was whole.
    bool patient_ = true;
    std::unique_ptr<Join> join_;
    std::string wifi_trouble_;
};

Bus& NetworkOnBus::bus() {
    if (!bus_ || bus_->lost()) {
        join_.reset();
        asking_.reset();
        bus_.emplace(address_);
    }
    return *bus_;
}

void NetworkOnBus::keep_asking(Monotonic now) {
    auto& open = bus();
    if (!asking_ || (!asking_->whole() && now - asked_at_ >= give_up) ||
        (asking_->whole() && now - asked_at_ >= survey_again)) {
        if (asking_ && !asking_->whole()) found_.reset();
        asking_.emplace(open);
        asked_at_ = now;
    }
    open.take_in(patient_ ? patience : std::chrono::milliseconds(0));
    patient_ = asking_->whole();
    if (patient_) found_ = asking_->found();
}

NetworkFacts NetworkOnBus::look(Monotonic now) {
    keep_asking(now);
    NetworkFacts facts;
    if (!found_) {
        if (!patient_) facts.trouble = "ask NetworkManager: it does not answer";
        return facts;
    }
    facts.can_switch_off = found_->can_switch_off;
    if (!found_->refusal.empty()) {
        facts.trouble = "ask NetworkManager: " + in_words(found_->refusal);
        return facts;
    }
    if (join_) {
        join_->see(patient_ ? &*found_ : nullptr, now);
        if (join_->over()) {
            wifi_trouble_ = join_->trouble();
            join_.reset();
        }
    }
    facts.wifi_trouble = wifi_trouble_;
    facts.network = join_ ? Facts::Network::Joining : found_->network();
    const bool by_cable = found_->primary_type == "802-3-ethernet";
    if (!by_cable) facts.name = shown_name(found_->joined());
    facts.has_wifi = !found_->wifi.empty();
    facts.wifis = found_->wifis();
    return facts;
}

void NetworkOnBus::scan() {
    auto& open = bus();
    if (!found_ || found_->wifi.empty()) return;
    const auto nothing = [](sd_bus_message* /*answer*/, const std::string& /*refusal*/) {};
    if (!found_->wireless_on) {
        const auto on = [](sd_bus_message* message) {
            return sd_bus_message_append(message, "ssv", manager_service, "WirelessEnabled", "b", 1);
        };
        open.ask({manager_service, manager_object, "org.freedesktop.DBus.Properties", "Set"}, on, nothing);
    }
    // Refused where the last scan was only just: then its list is fresh.
    const auto no_wishes = [](sd_bus_message* message) { return sd_bus_message_append(message, "a{sv}", 0); };
    open.ask({manager_service, found_->wifi, wireless_interface, "RequestScan"}, no_wishes, nothing);
}

Result<void> NetworkOnBus::join(std::string_view name, std::string_view password, Monotonic now) {
    auto& open = bus();
    wifi_trouble_.clear();
    if (!found_) return fail("join the Wi-Fi: NetworkManager does not answer");
    join_.reset();
    auto begun = Join::begin(open, *found_, name, password, now);
    if (!begun) return tl::unexpected(begun.error());
    join_ = std::move(*begun);
    open.take_in(std::chrono::milliseconds(0));  // Out with it.
    asking_.reset();                             // What was found before does not count any more.
    return {};
}

void NetworkOnBus::forget(std::string_view name) {
    auto& open = bus();
    if (!found_) return;
    for (const auto* each : found_->known(name)) forget_settings(open, each->object);
    asking_.reset();
}

// At once and to the end, because nobody looks again after a wipe. Each round reads a hundred.
Result<void> NetworkOnBus::forget_all() {
    constexpr auto attempt = "forget every Wi-Fi: ";
    auto& open = bus();
    join_.reset();
    asking_.reset();
    found_.reset();
    for (int round = 0; round < most_rounds; ++round) {
        const Survey all(open);
        open.take_in(patience_for_a_wipe);
        if (!all.whole()) return fail(std::string(attempt) + "NetworkManager does not answer");
        if (all.found().remembered.empty()) return {};
        for (const auto& each : all.found().remembered) forget_settings(open, each.object);
        open.take_in(patience_for_a_wipe);
    }
    return fail(std::string(attempt) + "some are remembered all the same", "a rule of polkit may be missing");
}

Result<void> NetworkOnBus::switch_off() {
    auto& open = bus();
    auto kept = std::make_shared<std::optional<std::string>>();
    open.ask(
        {"org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PowerOff"},
        [](sd_bus_message* message) { return sd_bus_message_append(message, "b", 0); },
        [kept](sd_bus_message* /*answer*/, const std::string& refusal) { *kept = refusal; });
    open.take_in(patience);
    if (!*kept || (*kept)->empty()) return {};
    return fail("switch off: " + in_words(**kept));
}

}  // namespace

extern "C" Network* hineni_open_network(const char* address) {
    return new NetworkOnBus(address);
}

}  // namespace hineni

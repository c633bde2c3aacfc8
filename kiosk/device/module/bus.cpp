#include "kiosk/device/module/bus.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

namespace hineni {

namespace {

using std::chrono::steady_clock;

constexpr std::uint64_t answer_within_us = 5'000'000;
constexpr auto no_bus = "org.freedesktop.DBus.Error.Disconnected";

}  // namespace

Bus::Bus(const std::string& address) {
    const bool begun = sd_bus_new(&bus_) >= 0 && sd_bus_set_address(bus_, address.c_str()) >= 0 &&
                       sd_bus_set_bus_client(bus_, 1) >= 0 && sd_bus_start(bus_) >= 0;
    lost_ = !begun;
}

Bus::~Bus() {
    stop_listening();
    for (const auto& question : questions_) sd_bus_slot_unref(question.slot);
    sd_bus_close_unref(bus_);
}

void Bus::lose() {
    lost_ = true;
    auto questions = std::exchange(questions_, {});
    for (auto& question : questions) {
        sd_bus_slot_unref(question.slot);
        question.answer(nullptr, no_bus);
    }
}

int Bus::answered(sd_bus_message* message, void* question, sd_bus_error* /*unused*/) {
    auto& asked = *static_cast<Question*>(question);
    const auto answer = std::move(asked.answer);
    sd_bus_slot_unref(asked.slot);
    asked.bus->questions_.erase(asked.self);
    const auto* error = sd_bus_message_get_error(message);
    const std::string refusal = error != nullptr && error->name != nullptr ? error->name : "";
    answer(error != nullptr ? nullptr : message, refusal);
    return 1;
}

void Bus::ask(const BusCall& call, const Write& write, const Answer& answer, bool secret) {
    sd_bus_message* message = nullptr;
    const auto& [service, object, interface, member] = call;
    bool made =
        !lost_ && sd_bus_message_new_method_call(bus_, &message, service, object.c_str(), interface, member) >= 0;
    if (made && secret) made = sd_bus_message_sensitive(message) >= 0;
    // A service that does not run is absent; nobody starts it by asking.
    made = made && sd_bus_message_set_auto_start(message, 0) >= 0 && (!write || write(message) >= 0);
    if (made) {
        auto& asked = questions_.emplace_back();
        asked.bus = this;
        asked.answer = answer;
        asked.self = std::prev(questions_.end());
        if (sd_bus_call_async(bus_, &asked.slot, message, answered, &asked, answer_within_us) < 0) {
            questions_.pop_back();
            made = false;
        }
    }
    sd_bus_message_unref(message);
    if (!made) answer(nullptr, no_bus);
}

int Bus::was_heard(sd_bus_message* message, void* bus, sd_bus_error* /*unused*/) {
    const auto heard = static_cast<Bus*>(bus)->heard_;  // A copy: it may stop listening.
    if (heard) heard(message);
    return 0;
}

void Bus::listen(const BusCall& signal, Heard heard) {
    stop_listening();
    if (lost_) return;
    heard_ = std::move(heard);
    (void)sd_bus_match_signal_async(bus_, &listening_, signal.service, signal.object.c_str(), signal.interface,
                                    signal.member, was_heard, nullptr, this);
}

void Bus::stop_listening() {
    listening_ = sd_bus_slot_unref(listening_);
    heard_ = nullptr;
}

void Bus::take_in(std::chrono::milliseconds patience) {
    using std::chrono::duration_cast;
    using std::chrono::microseconds;
    // A bus that floods us is left alone as well: what came is worked off for so long and no longer.
    const auto end = steady_clock::now() + patience;
    const auto flooded = steady_clock::now() + std::max(patience, std::chrono::milliseconds(50));
    while (!lost_) {
        const int done = sd_bus_process(bus_, nullptr);
        if (done < 0) return lose();
        if (done > 0 && steady_clock::now() < flooded) continue;
        const auto left = duration_cast<microseconds>(end - steady_clock::now()).count();
        if (done > 0 || questions_.empty() || left <= 0) return;
        const int came = sd_bus_wait(bus_, static_cast<std::uint64_t>(left));
        if (came < 0 && came != -EINTR) return lose();
        if (came == 0) return;
    }
}

}  // namespace hineni

// The device as a whole: facts of files, errands that other services answer, the ready check to its end.
#include "kiosk/device/device.hpp"

#include <doctest/doctest.h>
#include <poll.h>

#include <algorithm>
#include <fstream>

#include "hineni/queue.hpp"
#include "hineni/seal.hpp"
#include "kiosk/device/ready_check.hpp"
#include "tests/kiosk/device/pretended_bus.hpp"
#include "tests/support/envelopes.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

using Checked = Facts::Checked;
using Verdict = Facts::Verdict;

struct Machine {
    FreshFolder folder;
    EventPack pack;
    Now now;
    Device::Places places;

    explicit Machine(const std::string& drop = "https://cloud.example.org/drop/") {
        auto read = read_event_pack(fs::path(HINENI_SOURCE) / "assets/events/vigil");
        REQUIRE(read);
        pack = *std::move(read);
        pack.drop = drop;
        fs::create_directories(folder / "state");
        now.monotonic = 1h;
        now.moment.since_boot = 1h;
        places.state = folder / "state";
        places.sys = folder / "sys";
        places.sticks = folder / "media";
        places.bus = "unix:path=" + (folder / "no bus").string();
    }
    Device device() { return {pack, places}; }
};

std::optional<Outcome> outcome(const Facts& facts, ErrandKind kind) {
    return facts.errands[static_cast<std::size_t>(kind)];
}

std::optional<Verdict> verdict(const Facts& facts, Checked what) {
    const auto found = std::ranges::find(facts.ready, what, &Facts::Ready::what);
    return found == facts.ready.end() ? std::nullopt : std::optional(found->verdict);
}

// Another service has done what it was asked.
void answered(const fs::path& state, ErrandKind kind, Outcome::Stage stage) {
    const auto errand = errand_to_do(state, kind);
    REQUIRE(errand);
    REQUIRE(*errand);
    REQUIRE(answer(state, kind, {(*errand)->number, stage, 3, 3, "", ""}));
}

// Until the child that writes has written.
Facts checked(Device& device, Now& now, Checked what) {
    for (const auto end = std::chrono::steady_clock::now() + 20s;;) {
        auto facts = device.glance(now);
        if (verdict(facts, what) != Verdict::Running || std::chrono::steady_clock::now() > end) return facts;
        (void)poll(nullptr, 0, 2);
    }
}

}  // namespace

TEST_CASE("a new device tells what it is, and that nothing waits") {
    Machine machine;
    auto device = machine.device();
    const auto facts = device.glance(machine.now);
    CHECK(facts.trouble.empty());
    CHECK(facts.safe_here == 0);
    CHECK(facts.waiting == 0);
    CHECK(facts.safe_to_unplug);
    CHECK(facts.has_drop);
    CHECK(facts.disk_size > 0);
    CHECK(facts.mirror == Facts::Mirror::NotWanted);
    CHECK_FALSE(facts.battery);
    CHECK_FALSE(facts.stick);
    CHECK_FALSE(facts.clock);
    CHECK(facts.network == Facts::Network::None);
    CHECK(facts.ready.empty());
    CHECK(std::ranges::count(facts.device_words, '-') == 1);
    CHECK(machine.device().glance(machine.now).device_words == facts.device_words);
}

TEST_CASE("what is in the queue is safe here and waits") {
    Machine machine;
    auto queue = Queue::open(machine.places.state);
    REQUIRE(queue);
    for (int count = 0; count < 3; ++count) REQUIRE(queue->add(noise_envelope()));
    auto device = machine.device();
    const auto facts = device.glance(machine.now);
    CHECK(facts.safe_here == 3);
    CHECK(facts.waiting == 3);
    CHECK_FALSE(facts.last_delivery_s_ago);
    // The queue is still this program's alone to write: nobody let go of its locks.
    REQUIRE(queue->add(noise_envelope()));
    CHECK(device.glance(machine.now).safe_here == 4);
}

TEST_CASE("a queue that cannot be read is trouble, and never a zero that looks well") {
    Machine machine;
    std::ofstream(machine.places.state / "queue.db") << "no database at all, but long enough to be taken for one";
    auto device = machine.device();
    CHECK_FALSE(device.glance(machine.now).trouble.empty());
}

TEST_CASE("a mirror is there or missing") {
    Machine machine;
    machine.places.mirror = machine.folder / "mirror";
    auto device = machine.device();
    CHECK(device.glance(machine.now).mirror == Facts::Mirror::Missing);
    fs::create_directory(machine.places.mirror);
    CHECK(device.glance(machine.now).mirror == Facts::Mirror::There);
}

TEST_CASE("an errand is working until somebody answers") {
    Machine machine;
    auto device = machine.device();
    CHECK_FALSE(outcome(device.glance(machine.now), ErrandKind::SendNow));
    REQUIRE(device.carry_out(order::SendNow{}, machine.now));
    CHECK(outcome(device.glance(machine.now), ErrandKind::SendNow)->stage == Outcome::Stage::Working);
    answered(machine.places.state, ErrandKind::SendNow, Outcome::Stage::Done);
    const auto facts = device.glance(machine.now);
    CHECK(outcome(facts, ErrandKind::SendNow)->stage == Outcome::Stage::Done);
    CHECK(outcome(facts, ErrandKind::SendNow)->done == 3);
}

TEST_CASE("nothing is to be unplugged while it is copied to a stick") {
    Machine machine;
    machine.places.sticks = "/dev";  // Of which parts are mounts on nearly every system.
    auto device = machine.device();
    if (!device.glance(machine.now).stick) return MESSAGE("left out: nothing is mounted below /dev here");
    CHECK(device.glance(machine.now).stick->folder.starts_with("/dev/"));
    CHECK(device.glance(machine.now).safe_to_unplug);
    REQUIRE(device.carry_out(order::CopyToStick{}, machine.now));
    CHECK_FALSE(device.glance(machine.now).safe_to_unplug);
    answered(machine.places.state, ErrandKind::CopyToStick, Outcome::Stage::Done);
    CHECK(device.glance(machine.now).safe_to_unplug);
}

TEST_CASE("without a stick there is nothing to copy to and nothing to look for") {
    Machine machine;
    auto device = machine.device();
    for (const Order& each : {Order(order::CopyToStick{}), Order(order::LookForPack{})}) {
        const auto done = device.carry_out(each, machine.now);
        REQUIRE_FALSE(done);
        CHECK(done.error().what == "find the stick: none is plugged in");
    }
    CHECK_FALSE(device.carry_out(order::TakePack{}, machine.now));
}

TEST_CASE("the ready check comes to an end by itself, and leaves to people what only they can say") {
    Machine machine;
    machine.places.mirror = machine.folder.path();
    fs::create_directories(machine.folder / "sys/class/thermal/thermal_zone0");
    std::ofstream(machine.folder / "sys/class/thermal/thermal_zone0/temp") << "48200\n";
    auto device = machine.device();
    REQUIRE(device.carry_out(order::CheckReady{}, machine.now));
    CHECK(verdict(device.glance(machine.now), Checked::Drop) == Verdict::Running);
    auto facts = checked(device, machine.now, Checked::DiskSpeed);
    CHECK(verdict(facts, Checked::DiskSpeed) != Verdict::Running);
    CHECK(facts.ready[3].figure.ends_with(" ms"));
    facts = checked(device, machine.now, Checked::Pack);
    CHECK(verdict(facts, Checked::Keys) == Verdict::Good);
    CHECK(verdict(facts, Checked::Pack) == Verdict::Good);
    CHECK(verdict(facts, Checked::Mirror) == Verdict::Good);
    CHECK(verdict(facts, Checked::Temperature) == Verdict::Good);
    CHECK(facts.ready.back().figure == "48 °C");
    CHECK(verdict(facts, Checked::Clock) == Verdict::Poor);
    for (const auto what : {Checked::Screen, Checked::Touch, Checked::Sound}) {
        CHECK(verdict(facts, what) == Verdict::ForYou);
    }
    answered(machine.places.state, ErrandKind::SendNow, Outcome::Stage::Done);
    CHECK(verdict(device.glance(machine.now), Checked::Drop) == Verdict::Good);
    // Nothing of the measuring is left.
    for (const auto& each : fs::directory_iterator(machine.places.state)) {
        CHECK_FALSE(each.path().filename().string().starts_with("speed"));
    }
}

TEST_CASE("a drop that nobody delivers to is found out") {
    Machine machine;
    auto device = machine.device();
    REQUIRE(device.carry_out(order::CheckReady{}, machine.now));
    CHECK(verdict(device.glance(machine.now), Checked::Drop) == Verdict::Running);
    machine.now.monotonic += 3min;
    CHECK(verdict(device.glance(machine.now), Checked::Drop) == Verdict::Bad);
    REQUIRE(device.carry_out(order::CheckReady{}, machine.now));
    answered(machine.places.state, ErrandKind::SendNow, Outcome::Stage::Failed);
    CHECK(verdict(device.glance(machine.now), Checked::Drop) == Verdict::Poor);
    Machine by_stick("");
    auto alone = by_stick.device();
    REQUIRE(alone.carry_out(order::CheckReady{}, by_stick.now));
    CHECK_FALSE(verdict(alone.glance(by_stick.now), Checked::Drop));
}

TEST_CASE("a disk that takes nothing, keys that are none and a pack that has gone are bad") {
    Machine machine;
    machine.pack.folder = machine.folder / "gone";
    fs::remove_all(machine.places.state);
    std::ofstream(machine.places.state) << "a file in its place";
    auto device = machine.device();
    REQUIRE(device.carry_out(order::CheckReady{}, machine.now));
    const auto facts = checked(device, machine.now, Checked::Pack);
    CHECK(verdict(facts, Checked::DiskSpeed) == Verdict::Bad);
    CHECK(verdict(facts, Checked::Keys) == Verdict::Bad);
    CHECK(verdict(facts, Checked::Pack) == Verdict::Bad);
}

TEST_CASE("a key that is none is found by sealing to it") {
    Machine machine;
    machine.pack.recipients.front().bytes.fill(0);
    auto device = machine.device();
    REQUIRE(device.carry_out(order::CheckReady{}, machine.now));
    CHECK(verdict(checked(device, machine.now, Checked::Pack), Checked::Keys) == Verdict::Bad);
}

TEST_CASE("a slow card and a hot processor are named by their figures") {
    CHECK(verdict_on_write(49ms) == Verdict::Good);
    CHECK(verdict_on_write(50ms) == Verdict::Poor);
    CHECK(verdict_on_write(250ms) == Verdict::Bad);
    CHECK(verdict_on_heat(69) == Verdict::Good);
    CHECK(verdict_on_heat(75) == Verdict::Poor);
    CHECK(verdict_on_heat(80) == Verdict::Bad);
}

TEST_CASE("a machine with nothing at all is looked at, and no order breaks it") {
    Machine machine;
    auto device = machine.device();
    const auto facts = device.look(machine.now);
    CHECK(facts.trouble == "ask NetworkManager: there is no D-Bus here");
    CHECK_FALSE(facts.can_switch_off);
    for (const Order& each :
         {Order(order::SetBrightness{50}), Order(order::SwitchOff{}), Order(order::JoinWifi{"Library", Secret(8)})}) {
        CHECK_FALSE(device.carry_out(each, machine.now));
    }
    for (const Order& each : {Order(order::ScanWifi{}), Order(order::ForgetWifi{"Library"}), Order(order::Wipe{}),
                              Order(order::StartPractice{}), Order(order::EndPractice{}), Order(order::SetScheme{})}) {
        CHECK(device.carry_out(each, machine.now));
    }
    CHECK(device.glance(machine.now).trouble.empty());
}

TEST_CASE("an organizer joins a network and switches off through the device") {
    if (!PretendedBus::missing().empty()) {
        MESSAGE("left out: " << PretendedBus::missing());
        return;
    }
    PretendedBus bus;
    bus.serve();
    bus.tell("wifi " + PretendedBus::digits("Library") + " 60 psk");
    Machine machine;
    machine.places.bus = bus.address();
    auto device = machine.device();
    Facts facts;
    const auto look_until = [&](auto is) {
        const auto end = std::chrono::steady_clock::now() + 10s;
        do {
            machine.now.monotonic += 100ms;
            facts = device.look(machine.now);
        } while (!is() && std::chrono::steady_clock::now() < end);
    };
    look_until([&] { return !facts.wifis.empty(); });
    REQUIRE(facts.wifis.size() == 1);
    CHECK(facts.can_switch_off);
    order::JoinWifi join{"Library", Secret(32)};
    REQUIRE(join.password.append("candles at dusk"));
    REQUIRE(device.carry_out(join, machine.now));
    look_until([&] { return facts.network_name == "Library"; });
    CHECK(facts.network_name == "Library");
    // Given back, and taken again.
    CHECK(device.glance(machine.now).wifis.empty());
    look_until([&] { return !facts.wifis.empty(); });
    CHECK(facts.wifis.size() == 1);
    REQUIRE(device.carry_out(order::SwitchOff{}, machine.now));
    std::string off;
    look_until([&] { return (off = bus.tell("switched_off")) == "yes"; });
    CHECK(off == "yes");
}

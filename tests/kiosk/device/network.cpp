// The module that speaks to NetworkManager and logind, on a real D-Bus, with services that are well, wrong, silent or
// not there.
#include "kiosk/device/network.hpp"

#include <doctest/doctest.h>
#include <poll.h>

#include <chrono>
#include <filesystem>

#include "kiosk/device/loan.hpp"
#include "tests/kiosk/device/pretended_bus.hpp"

using namespace hineni;
using namespace std::chrono_literals;

namespace {

class Kiosk {
  public:
    explicit Kiosk(const std::string& address) {
        const auto module = std::filesystem::path(HINENI_BIN) / "../lib/hineni/hineni-network.so";
        const auto taken = network_.take<OpenNetwork>(module, open_network_name, address.c_str());
        REQUIRE(taken);
    }
    Network& network() { return *network_.get(); }
    NetworkFacts look() { return network().look(now_ += 100ms); }
    void wait(Monotonic time) { now_ += time; }
    Result<void> join(const std::string& name, const std::string& password = {}) {
        return network().join(name, password, now_);
    }

    // As an organizer does: until it is so, and not for ever.
    template <class Is>
    NetworkFacts until(const Is& is) {
        const auto end = std::chrono::steady_clock::now() + 10s;
        for (;;) {
            auto facts = look();
            if (is(facts) || std::chrono::steady_clock::now() > end) return facts;
            (void)poll(nullptr, 0, 2);  // The other program has its turn.
        }
    }
    NetworkFacts with_list() {
        return until([](const NetworkFacts& facts) { return !facts.wifis.empty(); });
    }
    NetworkFacts with_trouble() {
        return until([](const NetworkFacts& facts) { return !facts.wifi_trouble.empty(); });
    }

  private:
    Loaned<Network> network_;
    Monotonic now_{1h};
};

#define NEEDS_A_BUS()                                     \
    if (!PretendedBus::missing().empty()) {               \
        MESSAGE("left out: " << PretendedBus::missing()); \
        return;                                           \
    }

std::string wifi(const std::string& name, int strength, const std::string& lock, const std::string& called = {}) {
    return "wifi " + PretendedBus::digits(name) + " " + std::to_string(strength) + " " + lock + " " + called;
}

}  // namespace

TEST_CASE("the networks around are listed, each name once and the strongest first") {
    NEEDS_A_BUS();
    PretendedBus bus;
    bus.serve();
    bus.tell(wifi("Library", 40, "psk"));
    bus.tell(wifi("Town Hall", 30, "open"));
    bus.tell(wifi("Library", 90, "psk"));
    bus.tell(wifi(std::string(4, '\0'), 99, "open"));
    bus.tell(wifi("evil\x1b\xe2\x80\xae\xff", 20, "open"));
    bus.tell("remember " + PretendedBus::digits("Town Hall"));
    bus.tell("state 70 4 yes");
    Kiosk kiosk(bus.address());
    const auto facts = kiosk.with_list();
    CHECK(facts.trouble.empty());
    CHECK(facts.network == Facts::Network::Internet);
    CHECK(facts.has_wifi);
    CHECK(facts.can_switch_off);
    REQUIRE(facts.wifis.size() == 3);
    CHECK(facts.wifis[0].name == "Library");
    CHECK(facts.wifis[0].strength == 90);
    CHECK(facts.wifis[0].locked);
    CHECK_FALSE(facts.wifis[0].remembered);
    CHECK(facts.wifis[1].name == "Town Hall");
    CHECK_FALSE(facts.wifis[1].locked);
    CHECK(facts.wifis[1].remembered);
    CHECK(facts.wifis[2].name == "evil???");
}

TEST_CASE("nobody knows whether an address reaches further where nobody checks it") {
    NEEDS_A_BUS();
    PretendedBus bus;
    bus.serve();
    bus.tell(wifi("Library", 40, "psk"));
    bus.tell("state 70 4 no");
    Kiosk kiosk(bus.address());
    CHECK(kiosk.with_list().network == Facts::Network::Local);
}

TEST_CASE("a new network is joined with its password and remembered") {
    NEEDS_A_BUS();
    PretendedBus bus;
    bus.serve();
    bus.tell(wifi("Library", 40, "psk"));
    Kiosk kiosk(bus.address());
    REQUIRE(kiosk.with_list().wifis.size() == 1);
    REQUIRE(kiosk.join("Library", "candles at dusk"));
    const auto facts = kiosk.until([](const NetworkFacts& each) { return each.name == "Library"; });
    CHECK(facts.name == "Library");
    CHECK(facts.wifi_trouble.empty());
    CHECK(facts.wifis.front().joined);
    CHECK(facts.wifis.front().remembered);
    CHECK(bus.tell("remembered") ==
          R"([{"802-11-wireless": {"ssid": "4c696272617279"}, "802-11-wireless-security": {"key-mgmt": "wpa-psk", )"
          R"("psk": "candles at dusk"}, "connection": {"id": "Library", "type": "802-11-wireless"}}])");
}

TEST_CASE("each kind of lock is asked for as it wants to be") {
    NEEDS_A_BUS();
    PretendedBus bus;
    bus.serve();
    bus.tell(wifi("Open", 40, "open"));
    bus.tell(wifi("Sae", 40, "sae"));
    bus.tell(wifi("Owe", 40, "owe"));
    bus.tell(wifi("Wep", 40, "wep"));
    bus.tell(wifi("Office", 40, "account"));
    Kiosk kiosk(bus.address());
    REQUIRE(kiosk.with_list().wifis.size() == 5);
    for (const std::string name : {"Open", "Sae", "Owe"}) {
        REQUIRE(kiosk.join(name, name == "Sae" ? "kurz" : ""));
        CHECK(kiosk.until([&](const NetworkFacts& facts) { return facts.name == name; }).name == name);
    }
    const auto kept = bus.tell("remembered");
    CHECK(kept.find(R"("key-mgmt": "sae", "psk": "kurz")") != std::string::npos);
    CHECK(kept.find(R"({"key-mgmt": "owe"})") != std::string::npos);
    CHECK_FALSE(kiosk.join("Wep", "12345"));
    CHECK_FALSE(kiosk.join("Office", "12345678"));
}

TEST_CASE("what cannot be a password is not asked for") {
    NEEDS_A_BUS();
    PretendedBus bus;
    bus.serve();
    bus.tell(wifi("Library", 40, "psk"));
    Kiosk kiosk(bus.address());
    REQUIRE(kiosk.with_list().wifis.size() == 1);
    for (const auto& password :
         {std::string(), std::string("short"), std::string(64, 'x'), std::string("line\nfeeds")}) {
        CHECK_FALSE(kiosk.join("Library", password));
    }
    CHECK(bus.tell("remembered") == "[]");
    CHECK(kiosk.join("Library", std::string(64, 'a')));
}

TEST_CASE("a twin without a lock is not joined in place of the one with a lock") {
    NEEDS_A_BUS();
    PretendedBus bus;
    bus.serve();
    bus.tell(wifi("Library", 95, "open"));
    bus.tell(wifi("Library", 40, "psk"));
    Kiosk kiosk(bus.address());
    REQUIRE(kiosk.with_list().wifis.size() == 1);
    CHECK(kiosk.look().wifis.front().locked);
    CHECK_FALSE(kiosk.join("Library"));
    REQUIRE(kiosk.join("Library", "candles at dusk"));
    kiosk.until([](const NetworkFacts& each) { return each.name == "Library"; });
    CHECK(bus.tell("remembered").find("candles at dusk") != std::string::npos);
}

TEST_CASE("a wrong password is said and not remembered") {
    NEEDS_A_BUS();
    PretendedBus bus;
    bus.serve();
    bus.tell(wifi("Library", 40, "psk"));
    bus.tell("refuse 7");
    Kiosk kiosk(bus.address());
    REQUIRE(kiosk.with_list().wifis.size() == 1);
    REQUIRE(kiosk.join("Library", "not the right one"));
    CHECK(kiosk.with_trouble().wifi_trouble == "the password is not right");
    kiosk.until([](const NetworkFacts& each) { return !each.wifis.empty() && !each.wifis.front().remembered; });
    CHECK(bus.tell("remembered") == "[]");
}

TEST_CASE("a remembered network is joined without a password, and kept when that fails") {
    NEEDS_A_BUS();
    PretendedBus bus;
    bus.serve();
    bus.tell(wifi("Library", 40, "psk"));
    bus.tell("remember " + PretendedBus::digits("Library"));
    bus.tell("refuse 53");
    Kiosk kiosk(bus.address());
    REQUIRE(kiosk.with_list().wifis.size() == 1);
    REQUIRE(kiosk.join("Library"));
    CHECK(kiosk.with_trouble().wifi_trouble == "it is not there any more");
    CHECK(bus.tell("remembered") != "[]");
}

TEST_CASE("a network that has gone is not joined") {
    NEEDS_A_BUS();
    PretendedBus bus;
    bus.serve();
    bus.tell(wifi("Library", 40, "psk", "one"));
    Kiosk kiosk(bus.address());
    REQUIRE(kiosk.with_list().wifis.size() == 1);
    bus.tell("vanish one");
    kiosk.wait(5s);
    CHECK(kiosk.until([](const NetworkFacts& facts) { return facts.wifis.empty(); }).wifis.empty());
    CHECK_FALSE(kiosk.join("Library", "candles at dusk"));
}

TEST_CASE("a missing rule of polkit is named") {
    NEEDS_A_BUS();
    PretendedBus bus;
    bus.serve();
    bus.tell(wifi("Library", 40, "psk"));
    bus.tell("lock_out org.freedesktop.NetworkManager.PermissionDenied");
    Kiosk kiosk(bus.address());
    REQUIRE(kiosk.with_list().wifis.size() == 1);
    REQUIRE(kiosk.join("Library", "candles at dusk"));
    CHECK(kiosk.with_trouble().wifi_trouble == "this program may not do that: a rule of polkit is missing");
    kiosk.until([](const NetworkFacts& each) { return !each.wifis.empty() && !each.wifis.front().remembered; });
    CHECK(bus.tell("remembered") == "[]");
}

TEST_CASE("one network is forgotten, and a wipe forgets all") {
    NEEDS_A_BUS();
    PretendedBus bus;
    bus.serve();
    bus.tell(wifi("Library", 40, "psk"));
    for (const char* name : {"Library", "Library", "Home", "Office"})
        bus.tell("remember " + PretendedBus::digits(name));
    Kiosk kiosk(bus.address());
    REQUIRE(kiosk.with_list().wifis.front().remembered);
    kiosk.network().forget("Library");
    kiosk.until([](const NetworkFacts& each) { return !each.wifis.empty() && !each.wifis.front().remembered; });
    const auto kept = bus.tell("remembered");
    CHECK(kept.find(PretendedBus::digits("Library")) == std::string::npos);
    CHECK(kept.find(PretendedBus::digits("Office")) != std::string::npos);
    CHECK(kiosk.network().forget_all());
    CHECK(bus.tell("remembered") == "[]");
}

TEST_CASE("a wipe that cannot forget says so") {
    NEEDS_A_BUS();
    PretendedBus bus;
    bus.serve();
    bus.tell("remember " + PretendedBus::digits("Library"));
    bus.tell("keep_all");
    Kiosk kiosk(bus.address());
    CHECK_FALSE(kiosk.network().forget_all());
    bus.fall_silent();
    const auto forgotten = kiosk.network().forget_all();
    REQUIRE_FALSE(forgotten);
    CHECK(forgotten.error().what == "forget every Wi-Fi: NetworkManager does not answer");
}

TEST_CASE("the machine is switched off by logind") {
    NEEDS_A_BUS();
    PretendedBus bus;
    bus.serve();
    Kiosk kiosk(bus.address());
    CHECK(bus.tell("switched_off") == "never");
    CHECK(kiosk.network().switch_off());
    CHECK(bus.tell("switched_off") == "yes");
}

TEST_CASE("a service that never answers costs its absence, and patience only once") {
    NEEDS_A_BUS();
    PretendedBus bus;
    bus.serve();
    bus.tell(wifi("Library", 40, "psk"));
    Kiosk kiosk(bus.address());
    REQUIRE(kiosk.with_list().wifis.size() == 1);
    bus.fall_silent();
    kiosk.wait(1min);
    CHECK(kiosk.look().wifis.size() == 1);  // What was known.
    kiosk.wait(1min);
    const auto facts = kiosk.look();
    CHECK(facts.wifis.empty());
    CHECK(facts.network == Facts::Network::None);
    CHECK(facts.trouble == "ask NetworkManager: it does not answer");
    CHECK_FALSE(kiosk.join("Library", "candles at dusk"));
    CHECK(kiosk.network().switch_off());  // It may still hear of it.
}

TEST_CASE("a service that answers nonsense is read as far as it makes sense") {
    NEEDS_A_BUS();
    for (const std::string kind : {"types", "points", "itself"}) {
        CAPTURE(kind);
        PretendedBus bus;
        bus.serve();
        bus.tell("remember " + PretendedBus::digits("Library"));
        bus.tell("nonsense " + kind);
        Kiosk kiosk(bus.address());
        const auto facts = kiosk.until([](const NetworkFacts& each) { return each.can_switch_off; });
        CHECK(facts.wifis.empty());
        CHECK(facts.can_switch_off);
        CHECK(facts.has_wifi == (kind == "points"));
    }
}

TEST_CASE("where there is no NetworkManager, or no bus, that is said") {
    NEEDS_A_BUS();
    PretendedBus bus;
    Kiosk alone(bus.address());
    CHECK(alone.look().trouble == "ask NetworkManager: it does not run here");
    CHECK_FALSE(alone.look().can_switch_off);
    CHECK_FALSE(alone.network().switch_off());
    Kiosk without("unix:path=/nowhere/bus");
    CHECK(without.look().trouble == "ask NetworkManager: there is no D-Bus here");
    Kiosk wrong("no address");
    CHECK_FALSE(wrong.look().trouble.empty());
    wrong.network().scan();
    CHECK(wrong.network().forget_all());  // There is nothing to forget.
    CHECK_FALSE(wrong.join("Library", "candles at dusk"));
}

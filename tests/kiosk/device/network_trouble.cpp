// The same module, with services that refuse, are silent, talk nonsense or are not there.
#include <doctest/doctest.h>

#include "tests/kiosk/device/looking.hpp"

using namespace hineni;
using namespace std::chrono_literals;

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
    bool forgotten = false;  // On a busy machine they may answer too late.
    kiosk.until([&](const NetworkFacts& /*each*/) { return forgotten = kiosk.network().forget_all().has_value(); });
    CHECK(forgotten);
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
    std::string off;
    kiosk.until([&](const NetworkFacts& /*each*/) { return (off = bus.tell("switched_off")) == "yes"; });
    CHECK(off == "yes");
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
    const auto facts = alone.until([](const NetworkFacts& each) { return each.trouble.ends_with("run here"); });
    CHECK(facts.trouble == "ask NetworkManager: it does not run here");
    CHECK_FALSE(facts.can_switch_off);
    bool refused = false;  // One that comes late is none.
    alone.until([&](const NetworkFacts& /*each*/) { return refused = !alone.network().switch_off(); });
    CHECK(refused);
    Kiosk without("unix:path=/nowhere/bus");
    CHECK(without.look().trouble == "ask NetworkManager: there is no D-Bus here");
    Kiosk wrong("no address");
    CHECK_FALSE(wrong.look().trouble.empty());
    wrong.network().scan();
    CHECK(wrong.network().forget_all());  // There is nothing to forget.
    CHECK_FALSE(wrong.join("Library", "candles at dusk"));
}

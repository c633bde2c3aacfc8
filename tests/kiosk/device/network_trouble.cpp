// The same module, with services that refuse, are silent, talk nonsense or are not there.
#include <doctest/doctest.h>

#include "tests/kiosk/device/looking.hpp"

using namespace hineni;
using namespace std::chrono_literals;

TEST_CASE("a wrong password is said and not remembered") {
    NEEDS_A_BUS();
    Place place({wifi("Library", 40, "psk"), "refuse 7"});
    REQUIRE(place.shows(1));
    REQUIRE(place.kiosk.join("Library", "not the right one"));
    CHECK(place.kiosk.with_trouble().wifi_trouble == "the password is not right");
    place.kiosk.until([](const NetworkFacts& each) { return !each.wifis.empty() && !each.wifis.front().remembered; });
    CHECK(place.bus.tell("remembered") == "[]");
}

TEST_CASE("a remembered network is joined without a password, and kept when that fails") {
    NEEDS_A_BUS();
    Place place({wifi("Library", 40, "psk"), remember("Library"), "refuse 53"});
    REQUIRE(place.shows(1));
    REQUIRE(place.kiosk.join("Library"));
    CHECK(place.kiosk.with_trouble().wifi_trouble == "it is not there any more");
    CHECK(place.bus.tell("remembered") != "[]");
}

TEST_CASE("a network that has gone is not joined") {
    NEEDS_A_BUS();
    Place place({wifi("Library", 40, "psk", "one")});
    REQUIRE(place.shows(1));
    place.bus.tell("vanish one");
    place.kiosk.wait(5s);
    CHECK(place.kiosk.until([](const NetworkFacts& facts) { return facts.wifis.empty(); }).wifis.empty());
    CHECK_FALSE(place.kiosk.join("Library", "candles at dusk"));
}

TEST_CASE("a missing rule of polkit is named") {
    NEEDS_A_BUS();
    Place place({wifi("Library", 40, "psk"), "lock_out org.freedesktop.NetworkManager.PermissionDenied"});
    REQUIRE(place.shows(1));
    REQUIRE(place.kiosk.join("Library", "candles at dusk"));
    CHECK(place.kiosk.with_trouble().wifi_trouble == "this program may not do that: a rule of polkit is missing");
    place.kiosk.until([](const NetworkFacts& each) { return !each.wifis.empty() && !each.wifis.front().remembered; });
    CHECK(place.bus.tell("remembered") == "[]");
}

TEST_CASE("one network is forgotten, and a wipe forgets all") {
    NEEDS_A_BUS();
    Place place(
        {wifi("Library", 40, "psk"), remember("Library"), remember("Library"), remember("Home"), remember("Office")});
    REQUIRE(place.kiosk.with_list().wifis.front().remembered);
    place.kiosk.network().forget("Library");
    place.kiosk.until([](const NetworkFacts& each) { return !each.wifis.empty() && !each.wifis.front().remembered; });
    const auto kept = place.bus.tell("remembered");
    CHECK(kept.find(PretendedBus::digits("Library")) == std::string::npos);
    CHECK(kept.find(PretendedBus::digits("Office")) != std::string::npos);
    bool forgotten = false;  // On a busy machine they may answer too late.
    place.kiosk.until(
        [&](const NetworkFacts& /*each*/) { return forgotten = place.kiosk.network().forget_all().has_value(); });
    CHECK(forgotten);
    CHECK(place.bus.tell("remembered") == "[]");
}

TEST_CASE("a wipe that cannot forget says so") {
    NEEDS_A_BUS();
    Place place({remember("Library"), "keep_all"});
    CHECK_FALSE(place.kiosk.network().forget_all());
    place.bus.fall_silent();
    const auto forgotten = place.kiosk.network().forget_all();
    REQUIRE_FALSE(forgotten);
    CHECK(forgotten.error().what == "forget every Wi-Fi: NetworkManager does not answer");
}

TEST_CASE("the machine is switched off by logind") {
    NEEDS_A_BUS();
    Place place;
    CHECK(place.bus.tell("switched_off") == "never");
    CHECK(place.kiosk.network().switch_off());
    std::string off;
    place.kiosk.until([&](const NetworkFacts& /*each*/) { return (off = place.bus.tell("switched_off")) == "yes"; });
    CHECK(off == "yes");
}

TEST_CASE("a service that never answers costs its absence, and patience only once") {
    NEEDS_A_BUS();
    Place place({wifi("Library", 40, "psk")});
    REQUIRE(place.shows(1));
    place.bus.fall_silent();
    place.kiosk.wait(1min);
    CHECK(place.kiosk.look().wifis.size() == 1);  // What was known.
    place.kiosk.wait(1min);
    const auto facts = place.kiosk.look();
    CHECK(facts.wifis.empty());
    CHECK(facts.network == Facts::Network::None);
    CHECK(facts.trouble == "ask NetworkManager: it does not answer");
    CHECK_FALSE(place.kiosk.join("Library", "candles at dusk"));
    CHECK(place.kiosk.network().switch_off());  // It may still hear of it.
}

TEST_CASE("a service that answers nonsense is read as far as it makes sense") {
    NEEDS_A_BUS();
    for (const std::string kind : {"types", "points", "itself"}) {
        CAPTURE(kind);
        Place place({remember("Library"), "nonsense " + kind});
        const auto facts = place.kiosk.until([](const NetworkFacts& each) { return each.can_switch_off; });
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

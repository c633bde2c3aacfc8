// The module that speaks to NetworkManager and logind, on a real D-Bus, with services that are well.
#include <doctest/doctest.h>

#include "tests/kiosk/device/looking.hpp"

using namespace hineni;
using namespace std::chrono_literals;

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
          R"("psk": "candles at dusk"}, "connection": {"id": "Library", "type": "802-11-wireless"}, )"
          R"("ipv4": {"dhcp-send-hostname": 0, "method": "auto"}, )"
          R"("ipv6": {"dhcp-send-hostname": 0, "method": "auto"}}])");
}

TEST_CASE("no network that is joined is told the device's name") {
    NEEDS_A_BUS();
    PretendedBus bus;
    bus.serve();
    bus.tell(wifi("Library", 40, "open"));
    Kiosk kiosk(bus.address());
    REQUIRE(kiosk.with_list().wifis.size() == 1);
    REQUIRE(kiosk.join("Library", ""));
    kiosk.until([](const NetworkFacts& each) { return each.name == "Library"; });
    const auto kept = bus.tell("remembered");
    for (const auto* family : {"ipv4", "ipv6"}) {
        CHECK(kept.find(std::string("\"") + family + R"(": {"dhcp-send-hostname": 0)") != std::string::npos);
    }
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

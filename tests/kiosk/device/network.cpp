// The module that speaks to NetworkManager and logind, on a real D-Bus, with services that are well.
#include <doctest/doctest.h>

#include "tests/kiosk/device/looking.hpp"

using namespace hineni;
using namespace std::chrono_literals;

TEST_CASE("the networks around are listed, each name once and the strongest first") {
    NEEDS_A_BUS();
    Place place({wifi("Library", 40, "psk"), wifi("Town Hall", 30, "open"), wifi("Library", 90, "psk"),
                 wifi(std::string(4, '\0'), 99, "open"), wifi("evil\x1b\xe2\x80\xae\xff", 20, "open"),
                 remember("Town Hall"), "state 70 4 yes"});
    const auto facts = place.kiosk.with_list();
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
    Place place({wifi("Library", 40, "psk"), "state 70 4 no"});
    CHECK(place.kiosk.with_list().network == Facts::Network::Local);
}

TEST_CASE("a new network is joined with its password and remembered") {
    NEEDS_A_BUS();
    Place place({wifi("Library", 40, "psk")});
    REQUIRE(place.shows(1));
    REQUIRE(place.kiosk.join("Library", "candles at dusk"));
    const auto facts = place.kiosk.until([](const NetworkFacts& each) { return each.name == "Library"; });
    CHECK(facts.name == "Library");
    CHECK(facts.wifi_trouble.empty());
    CHECK(facts.wifis.front().joined);
    CHECK(facts.wifis.front().remembered);
    CHECK(place.bus.tell("remembered") ==
          R"([{"802-11-wireless": {"ssid": "4c696272617279"}, "802-11-wireless-security": {"key-mgmt": "wpa-psk", )"
          R"("psk": "candles at dusk"}, "connection": {"id": "Library", "type": "802-11-wireless"}, )"
          R"("ipv4": {"dhcp-send-hostname": 0, "method": "auto"}, )"
          R"("ipv6": {"dhcp-send-hostname": 0, "method": "auto"}}])");
}

TEST_CASE("no network that is joined is told the device's name") {
    NEEDS_A_BUS();
    Place place({wifi("Library", 40, "open")});
    REQUIRE(place.shows(1));
    REQUIRE(place.kiosk.join("Library", ""));
    place.kiosk.until([](const NetworkFacts& each) { return each.name == "Library"; });
    const auto kept = place.bus.tell("remembered");
    for (const auto* family : {"ipv4", "ipv6"}) {
        CHECK(kept.find(std::string("\"") + family + R"(": {"dhcp-send-hostname": 0)") != std::string::npos);
    }
}

TEST_CASE("each kind of lock is asked for as it wants to be") {
    NEEDS_A_BUS();
    Place place({wifi("Open", 40, "open"), wifi("Sae", 40, "sae"), wifi("Owe", 40, "owe"), wifi("Wep", 40, "wep"),
                 wifi("Office", 40, "account")});
    REQUIRE(place.shows(5));
    for (const std::string name : {"Open", "Sae", "Owe"}) {
        REQUIRE(place.kiosk.join(name, name == "Sae" ? "kurz" : ""));
        CHECK(place.kiosk.until([&](const NetworkFacts& facts) { return facts.name == name; }).name == name);
    }
    const auto kept = place.bus.tell("remembered");
    CHECK(kept.find(R"("key-mgmt": "sae", "psk": "kurz")") != std::string::npos);
    CHECK(kept.find(R"({"key-mgmt": "owe"})") != std::string::npos);
    CHECK_FALSE(place.kiosk.join("Wep", "12345"));
    CHECK_FALSE(place.kiosk.join("Office", "12345678"));
}

TEST_CASE("what cannot be a password is not asked for") {
    NEEDS_A_BUS();
    Place place({wifi("Library", 40, "psk")});
    REQUIRE(place.shows(1));
    for (const auto& password :
         {std::string(), std::string("short"), std::string(64, 'x'), std::string("line\nfeeds")}) {
        CHECK_FALSE(place.kiosk.join("Library", password));
    }
    CHECK(place.bus.tell("remembered") == "[]");
    CHECK(place.kiosk.join("Library", std::string(64, 'a')));
}

TEST_CASE("a twin without a lock is not joined in place of the one with a lock") {
    NEEDS_A_BUS();
    Place place({wifi("Library", 95, "open"), wifi("Library", 40, "psk")});
    REQUIRE(place.shows(1));
    CHECK(place.kiosk.look().wifis.front().locked);
    CHECK_FALSE(place.kiosk.join("Library"));
    REQUIRE(place.kiosk.join("Library", "candles at dusk"));
    place.kiosk.until([](const NetworkFacts& each) { return each.name == "Library"; });
    CHECK(place.bus.tell("remembered").find("candles at dusk") != std::string::npos);
}

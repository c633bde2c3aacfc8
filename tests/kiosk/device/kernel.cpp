// What files of the kernel tell, from made folders: as they are, and as no kernel ought to write them.
#include "kiosk/device/kernel.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "tests/support/fresh_folder.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

void put_file(const fs::path& file, const std::string& words) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << words;
}

const std::string strange[] = {"",      "\n",    "full\n", "-1\n",  "4 2\n", "0x20\n", "99999999999999999999999\n",
                               "101\n", "1.5\n", " 7\n",   "7,5\n", "\0\0x", "٤٢\n"};

}  // namespace

TEST_CASE("a battery tells how full it is and whether it fills") {
    const FreshFolder sys;
    const auto supplies = sys / "class/power_supply";
    CHECK_FALSE(battery(sys.path()));
    put_file(supplies / "AC/type", "Mains\n");
    put_file(supplies / "BAT0/type", "Battery\n");
    put_file(supplies / "BAT0/capacity", "73\n");
    put_file(supplies / "BAT0/status", "Discharging\n");
    REQUIRE(battery(sys.path()));
    CHECK(battery(sys.path())->percent == 73);
    CHECK_FALSE(battery(sys.path())->charging);
    put_file(supplies / "BAT0/status", "Charging\n");
    CHECK(battery(sys.path())->charging);
    put_file(supplies / "BAT0/present", "0\n");
    CHECK_FALSE(battery(sys.path()));
}

TEST_CASE("the battery of a mouse is not the machine's") {
    const FreshFolder sys;
    const auto supplies = sys / "class/power_supply";
    for (const auto& [name, scope] : {std::pair("a_mouse", "Device\n"), std::pair("b_pack", "System\n")}) {
        put_file(supplies / name / "type", "Battery\n");
        put_file(supplies / name / "scope", scope);
        put_file(supplies / name / "capacity", scope[0] == 'D' ? "11\n" : "80\n");
    }
    CHECK(battery(sys.path())->percent == 80);
}

TEST_CASE("a battery without a sensible number is absent") {
    const FreshFolder sys;
    const auto folder = sys / "class/power_supply/BAT0";
    put_file(folder / "type", "Battery\n");
    CHECK_FALSE(battery(sys.path()));
    for (const auto& each : strange) {
        CAPTURE(each);
        put_file(folder / "capacity", each);
        CHECK_FALSE(battery(sys.path()));
    }
    fs::remove(folder / "capacity");
    fs::create_directory(folder / "capacity");
    CHECK_FALSE(battery(sys.path()));
}

TEST_CASE("the heat is the processor's, else that of the first zone") {
    const FreshFolder sys;
    const auto zones = sys / "class/thermal";
    CHECK_FALSE(temperature(sys.path()));
    put_file(zones / "thermal_zone0/type", "acpitz\n");
    put_file(zones / "thermal_zone0/temp", "27800\n");
    put_file(zones / "cooling_device0/temp", "99000\n");
    CHECK(temperature(sys.path()) == 28);
    put_file(zones / "thermal_zone1/type", "cpu-thermal\n");
    put_file(zones / "thermal_zone1/temp", "61499\n");
    CHECK(temperature(sys.path()) == 61);
    put_file(zones / "thermal_zone1/temp", "-12600\n");
    CHECK(temperature(sys.path()) == -13);
}

TEST_CASE("a sensor that shows anything is absent") {
    const FreshFolder sys;
    const auto zone = sys / "class/thermal/thermal_zone0";
    for (const std::string each : {"", "hot\n", "200000\n", "-273150\n", "9223372036854775807\n", "1e3\n"}) {
        CAPTURE(each);
        put_file(zone / "temp", each);
        CHECK_FALSE(temperature(sys.path()));
    }
}

TEST_CASE("the light is set between dim and bright, never dark") {
    const FreshFolder sys;
    const auto light = sys / "class/backlight/10-0045";
    CHECK_FALSE(brightness(sys.path()));
    CHECK_FALSE(set_brightness(sys.path(), 50));
    put_file(light / "max_brightness", "31\n");
    put_file(light / "brightness", "31\n");
    CHECK(brightness(sys.path()) == 100);
    REQUIRE(set_brightness(sys.path(), 50));
    CHECK(kernel_file(light / "brightness") == "16");
    CHECK(brightness(sys.path()) == 52);
    for (const int dark : {5, 0, -100}) {
        REQUIRE(set_brightness(sys.path(), dark));
        CHECK(kernel_file(light / "brightness") == "2");
    }
    REQUIRE(set_brightness(sys.path(), 1000));
    CHECK(kernel_file(light / "brightness") == "31");
    put_file(light / "max_brightness", "3\n");
    REQUIRE(set_brightness(sys.path(), 5));
    CHECK(kernel_file(light / "brightness") == "1");
    put_file(light / "brightness", "4000000000\n");
    CHECK(brightness(sys.path()) == 100);
}

TEST_CASE("a light that tells no sensible number is absent") {
    const FreshFolder sys;
    const auto light = sys / "class/backlight/panel";
    put_file(light / "brightness", "1\n");
    for (const std::string most : {"", "0\n", "-5\n", "many\n", "99999999999\n"}) {
        CAPTURE(most);
        put_file(light / "max_brightness", most);
        CHECK_FALSE(brightness(sys.path()));
        CHECK_FALSE(set_brightness(sys.path(), 50));
    }
    put_file(light / "max_brightness", "100\n");
    for (const std::string now : {"", "-1\n", "bright\n"}) {
        put_file(light / "brightness", now);
        CHECK_FALSE(brightness(sys.path()));
    }
    fs::remove(light / "brightness");
    CHECK_FALSE(brightness(sys.path()));
}

TEST_CASE("sticks are what is mounted below the folder of sticks, whatever they are called") {
    const std::string table =
        "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/root rw\n"
        "30 22 0:30 / /media rw - tmpfs tmpfs rw\n"
        "31 30 8:17 / /media/VIGIL\\040ONE rw,nosuid shared:7 - vfat /dev/sdb1 rw\n"
        "32 30 8:33 / /media/back\\134slash rw - vfat /dev/sdc1 rw\n"
        "33 30 0:44 / /media/later rw - autofs systemd-1 rw\n"
        "34 22 8:49 / /mediathek rw - vfat /dev/sdd1 rw\n"
        "35 30 8:65 / /media/organizer/half\\0 rw - exfat /dev/sde1 rw\n";
    const auto mounts = mounts_below(table, "/media");
    REQUIRE(mounts.size() == 3);
    CHECK(mounts[0] == "/media/VIGIL ONE");
    CHECK(mounts[1] == "/media/back\\slash");
    CHECK(mounts[2] == "/media/organizer/half\\0");
}

TEST_CASE("a mount table that is none has no sticks") {
    for (const std::string table :
         {"", "\n\n\n", "31 30 8:17 / /media/x", "31 30 8:17 /media/x - vfat", " - ", "a b c d /media/ - x"}) {
        CAPTURE(table);
        CHECK(mounts_below(table, "/media").empty());
    }
    CHECK(mounts_below(kernel_file("/proc/self/mountinfo"), "/nowhere").empty());
}

TEST_CASE("a folder tells how much room it has") {
    const FreshFolder folder;
    const auto room = room_in(folder.path());
    REQUIRE(room);
    CHECK(room->size > 0);
    CHECK(room->free <= room->size);
    CHECK_FALSE(room_in(folder / "nowhere"));
}

#include "tests/sync/commands/device.hpp"

using namespace hineni;

TEST_CASE("status tells the truth before, between and after") {
    Device device;
    CHECK(device.status()["safe_here"] == 0);
    CHECK_FALSE(std::filesystem::exists(device.state()));
    device.add(3);
    auto now = device.status();
    CHECK(now["safe_here"] == 3);
    CHECK(now["waiting"] == 3);
    CHECK(now["delivered"] == 0);
    CHECK(now["last_delivery"].is_null());
    CHECK(now["drop"] == device.drop().string());
    REQUIRE(device.sync("send").exit_code == 0);
    device.add(1);
    now = device.status();
    CHECK(now["safe_here"] == 4);
    CHECK(now["waiting"] == 1);
    CHECK(now["delivered"] == 3);
    CHECK(now["received"] == 0);
    CHECK(now["set_aside"] == 0);
    CHECK(now["safe_to_unplug"] == true);
    CHECK(now["last_delivery_s_ago"].is_number());

    const auto said = device.sync("status");
    CHECK(said.out.rfind(
              "4 safe here, 3 delivered, 0 received, 1 waiting, 0 set aside; safe to unplug: yes; last delivery: ",
              0) == 0);
}

TEST_CASE("status needs no event pack, and no token of the drop is shown") {
    Device device;
    device.add(1);
    const auto said = finish({HINENI_BIN "/hineni-sync", "status", "--state", device.state().string()});
    CHECK(said.exit_code == 0);
    device.deliver_to("https://user:password@cloud.example.org/s/TOKEN/");
    const auto json = device.sync("status", {"--json"}).out;
    CHECK(json.find("https://cloud.example.org/…") != std::string::npos);
    CHECK(json.find("TOKEN") == std::string::npos);
    CHECK(json.find("password") == std::string::npos);
}

TEST_CASE("a queue that cannot be read is a failure, not zero entries") {
    Device device;
    device.add(1);
    std::filesystem::remove(device.state() / "queue.db-wal");
    std::filesystem::remove(device.state() / "queue.db-shm");
    std::ofstream(device.state() / "queue.db") << std::string(8192, 'x');
    const auto said = device.sync("status");
    CHECK(said.exit_code == 1);
    CHECK(said.err.find("hineni-sync: ") != std::string::npos);
}

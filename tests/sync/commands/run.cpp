#include <csignal>

#include "tests/sync/commands/unplugged.hpp"

using namespace hineni;

TEST_CASE("run waits for a queue that is not there yet, and delivers what comes") {
    Device device;
    Child service(device.command("run"));
    REQUIRE(service.says("delivering to " + device.drop().string()));
    device.add(2);
    while (device.status()["delivered"] < 2) REQUIRE(service.says("delivered"));
    device.add(1);
    while (device.status()["delivered"] < 3) REQUIRE(service.says("delivered"));
    const auto now = device.status();
    CHECK(now["delivered"] == 3);
    CHECK(now["waiting"] == 0);
    service.signal(SIGTERM);
    const auto ended = service.wait();
    CHECK(ended.exit_code == 0);
    CHECK(ended.out.empty());
}

TEST_CASE("run goes on by itself when the drop is back") {
    Unplugged table;
    CHECK(table.device.status()["waiting"] == 2);
    table.server.plug();
    REQUIRE(table.service->says("2 entries delivered, 0 waiting"));
    CHECK(table.server.count() >= 1);
    table.service->signal(SIGINT);
    CHECK(table.service->wait().exit_code == 0);
}

TEST_CASE("a second run on the same state is refused") {
    const Device device;
    Child service(device.command("run"));
    REQUIRE(service.says("delivering"));
    for (const auto* name : {"run", "send"}) {
        const auto second = device.sync(name);
        CHECK(second.exit_code == 1);
        CHECK(second.err.find("hint: ") != std::string::npos);
    }
}

TEST_CASE("run killed at any moment delivers nothing twice") {
    Device device;
    device.add(100);
    for (int i = 0; i < 5; ++i) {
        Child service(device.command("run"));
        REQUIRE(service.says("delivering"));
        service.signal(SIGKILL);
        CHECK(service.wait().exit_code == 128 + SIGKILL);
    }
    CHECK(device.sync("send").exit_code == 0);
    const auto now = device.status();
    CHECK(now["delivered"] == 100);
    CHECK(now["waiting"] == 0);
    const auto found = entries_in(device.drop());
    CHECK(found.size() == 100);
    for (const auto& [id, count] : found) CHECK(count == 1);
}

TEST_CASE("run without a drop has nothing to do, and ends when asked to") {
    Device device;
    device.deliver_to("");
    Child service(device.command("run"));
    REQUIRE(service.says("names no drop"));
    service.signal(SIGTERM);
    CHECK(service.wait().exit_code == 0);
}

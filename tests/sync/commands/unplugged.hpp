// A running service with two entries that wait, and a server that is not there.
#pragma once

#include <optional>

#include "tests/support/web_drop.hpp"
#include "tests/sync/commands/device.hpp"

namespace hineni {

struct Unplugged {
    Unplugged() {
        device.deliver_to(server.address());
        device.add(2);
        server.unplug();
        service.emplace(device.command("run", {"--ca", server.authorities().string()}));
        REQUIRE(service->says("no connection to the server; 2 waiting; hint: "));
    }

    WebDrop server;
    Device device;
    std::optional<Child> service;
};

}  // namespace hineni

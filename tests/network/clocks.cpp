// The clock of a device shows anything at all, and jumps: with a pin nothing is ever held up by it, and without one
// the server still has to prove who it is.
#include <ctime>

#include "tests/network/sendings.hpp"

using namespace hineni;

namespace {

// What a wall clock without a battery or with a bad one shows, and two that jump with each look at them.
const std::vector<std::string> wrong_clocks{"0",
                                            "946684800" /* 2000 */,
                                            "2147483640" /* 2038, seconds before 32 bits end */,
                                            "4294967290" /* 2106, the same */,
                                            "0,4294967290",
                                            "4102444800,946684800" /* 2100 and 2000 */};

const std::vector<std::string> other_certificates{"untrusted_expired", "untrusted_not_yet", "untrusted_unknown",
                                                  "untrusted_self", "untrusted_other_name"};

}  // namespace

TEST_CASE("with a pin no clock and no certificate holds anything up") {
    HostileServer server;
    Sendings sendings(1);
    const auto pinned = [&](const std::string& name) { return to_drop(server.address(name), server.pin()); };
    for (const auto& wall : wrong_clocks) {
        sendings.begin("honest at " + wall, pinned("honest"), server.authorities(), {wall, false});
    }
    for (const auto& name : other_certificates) sendings.begin(name, pinned(name), server.authorities());
    for (const auto& wall : {"0", "4294967290", "0,4294967290"}) {
        sendings.begin("untrusted_self at " + std::string(wall), pinned("untrusted_self"), "", {wall, false});
    }
    for (const auto& sending : sendings.end()) {
        CAPTURE(sending.name);
        CHECK_MESSAGE(sending.finished.exit_code == 0, sending.finished.err);
        CHECK(sending.standing.delivered == 1);
    }
}

TEST_CASE("a clock that cannot be right holds nothing up and opens no door") {
    HostileServer server;
    Sendings sendings(1);
    const std::vector<std::string> doors{"untrusted_unknown", "untrusted_self", "untrusted_other_name"};
    for (const auto& wall : wrong_clocks) {
        sendings.begin("honest", to_drop(server.address("honest")), server.authorities(), {wall, false});
    }
    for (const auto& name : doors) {
        for (const auto& wall : {"0", "4294967290"}) {
            sendings.begin(name, to_drop(server.address(name)), server.authorities(), {wall, false});
        }
    }
    for (const auto& sending : sendings.end()) {
        CAPTURE(sending.name);
        CAPTURE(sending.finished.err);
        const std::size_t delivered = sending.name == "honest" ? 1 : 0;
        CHECK(sending.standing.delivered == delivered);
    }
    auto records = server.end();
    for (const auto& name : doors) CHECK(records[name].bytes == 0);
}

TEST_CASE("under a clock that can be right an expired certificate gets nothing") {
    HostileServer server;
    Sendings sendings(1);
    const auto tomorrow = std::to_string(std::time(nullptr) + 86'400);
    for (const auto* name : {"untrusted_expired", "untrusted_not_yet"}) {
        sendings.begin(name, to_drop(server.address(name)), server.authorities(), {tomorrow, false});
    }
    sendings.begin("honest", to_drop(server.address("honest")), server.authorities(), {tomorrow, false});
    for (const auto& sending : sendings.end()) {
        CAPTURE(sending.name);
        const std::size_t delivered = sending.name == "honest" ? 1 : 0;
        CHECK_MESSAGE(sending.standing.delivered == delivered, sending.finished.err);
    }
    auto records = server.end();
    CHECK(records["untrusted_expired"].bytes == 0);
    CHECK(records["untrusted_not_yet"].bytes == 0);
}

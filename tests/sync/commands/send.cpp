#include "tests/support/web_drop.hpp"
#include "tests/sync/commands/device.hpp"

using namespace hineni;

TEST_CASE("send delivers what waits, and says so") {
    Device device;
    device.add(3);
    const auto said = device.sync("send");
    CHECK_MESSAGE(said.exit_code == 0, said.err);
    CHECK(said.out == "3 entries delivered, 0 waiting, 0 set aside\n");
    CHECK(nlohmann::json::parse(device.sync("send", {"--json"}).out)["delivered"] == 0);
}

TEST_CASE("send before the first entry has nothing to do and is content") {
    const Device device;
    const auto said = device.sync("send");
    CHECK_MESSAGE(said.exit_code == 0, said.err);
}

TEST_CASE("send delivers over the web with the authorities it is given") {
    const WebDrop server;
    Device device;
    device.deliver_to(server.address());
    device.add(3);
    SUBCASE("as an option") {
        const auto said = device.sync("send", {"--ca", server.authorities().string()});
        CHECK_MESSAGE(said.exit_code == 0, said.err);
        CHECK(server.count() == 2);  // The entries, and a list of all that was told.
    }
    SUBCASE("by the environment") {
        const auto said = finish(device.command("send"), {"SSL_CERT_FILE=" + server.authorities().string()});
        CHECK_MESSAGE(said.exit_code == 0, said.err);
        CHECK(server.count() == 2);  // The entries, and a list of all that was told.
    }
    SUBCASE("and not without") {
        const auto said = device.sync("send");
        CHECK(said.exit_code == 1);
        CHECK(said.err.find("certificate") != std::string::npos);
        CHECK(said.err.find("hint: ") != std::string::npos);
        CHECK(server.count() == 0);
    }
    SUBCASE("and past no proxy of the environment") {
        const auto said = finish(device.command("send", {"--ca", server.authorities().string()}),
                                 {"https_proxy=http://127.0.0.1:1", "HTTPS_PROXY=http://127.0.0.1:1"});
        CHECK_MESSAGE(said.exit_code == 0, said.err);
    }
}

TEST_CASE("send that cannot deliver says why and what to do, and keeps everything") {
    Device device;
    device.add(2);
    std::filesystem::remove(device.drop());
    const auto said = device.sync("send");
    CHECK(said.exit_code == 1);
    CHECK(said.err.find("hineni-sync: deliver to ") != std::string::npos);
    CHECK(said.err.find("hint: plug in") != std::string::npos);
    CHECK(said.out.find("2 waiting") != std::string::npos);
    CHECK(device.status()["waiting"] == 2);
    CHECK(device.status()["hindrance"]["why"].is_string());
    const FreshFolder other;
    CHECK(device.sync("send", {"--drop", other.path().string()}).exit_code == 0);
    CHECK(device.status()["hindrance"].is_null());
}

TEST_CASE("what a drop refuses is set aside, named, and tried again when asked to") {
    const WebDrop server;
    Device device;
    device.add(4);
    const std::vector<std::string> ca{"--ca", server.authorities().string(), "--drop"};
    auto refusing = ca;
    refusing.push_back(server.address("/answer/415/"));
    const auto refused = device.sync("send", refusing);
    CHECK(refused.exit_code == 0);
    CHECK(refused.err.find("allow .hineni files") != std::string::npos);
    CHECK(device.status()["set_aside"] == 4);
    auto right = ca;
    right.push_back(server.address());
    CHECK(device.sync("send", right).exit_code == 0);
    CHECK(server.count() == 0);
    right.emplace_back("--again");
    CHECK(device.sync("send", right).exit_code == 0);
    CHECK(device.status()["delivered"] == 4);
}

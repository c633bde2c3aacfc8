#include "tests/sync/commands/device.hpp"

using namespace hineni;

TEST_CASE("check says that a pack is all right, and of what it is made") {
    const Device device;
    const auto said = device.sync("check");
    CHECK_MESSAGE(said.exit_code == 0, said.out << said.err);
    CHECK(said.out.find("all right: 1 form, 1 language, 1 key, a drop") != std::string::npos);
    CHECK(nlohmann::json::parse(device.sync("check", {"--json"}).out)["all_right"] == true);
}

TEST_CASE("check names everything that is wrong, with its line") {
    const Device device;
    std::ofstream(device.event() / "event.toml", std::ios::app) << "[[form]]\nid = \"x y\"\nkind = \"sgnup\"\n";
    const auto said = device.sync("check");
    CHECK(said.exit_code == 1);
    CHECK(said.out.find("event.toml:") != std::string::npos);
    CHECK(said.out.find("sgnup") != std::string::npos);
    CHECK(said.err.find("hint: ") != std::string::npos);
    const auto json = nlohmann::json::parse(device.sync("check", {"--json"}).out);
    CHECK(json["all_right"] == false);
    CHECK(json["complaints"].size() >= 2);
    CHECK(json["complaints"][0]["line"] > 0);
}

TEST_CASE("wrong usage is told from failure by the exit code") {
    const Device device;
    CHECK(finish({HINENI_BIN "/hineni-sync"}).exit_code == 2);
    CHECK(finish({HINENI_BIN "/hineni-sync", "dance"}).exit_code == 2);
    CHECK(finish({HINENI_BIN "/hineni-sync", "send"}).exit_code == 2);
    CHECK(finish({HINENI_BIN "/hineni-sync", "--version"}).exit_code == 0);
    for (const auto* name : {"check", "run", "send", "status", "export"}) {
        CAPTURE(name);
        const auto help = finish({HINENI_BIN "/hineni-sync", name, "--help"});
        CHECK(help.exit_code == 0);
        CHECK(help.out.find("--state") != std::string::npos);
    }
}

TEST_CASE("a pack that still has the sample's key is told that nobody can open what is sealed to it") {
    const auto said = finish({HINENI_BIN "/hineni-sync", "check", "--event", HINENI_SOURCE "/assets/events/vigil"});
    CHECK(said.exit_code == 0);
    CHECK(said.out.find("nobody can open") != std::string::npos);
    CHECK(said.out.find("hineni-desk keygen") != std::string::npos);
}

#include <set>

#include "sync/bundle/bundle.hpp"
#include "sync/send/transport.hpp"
#include "tests/sync/commands/device.hpp"

using namespace hineni;

namespace {

std::set<EntryId> entries_in(const std::filesystem::path& folder) {
    std::set<EntryId> ids;
    const auto drop = transport_to(folder.string());
    const auto names = (*drop)->list();
    REQUIRE(names);
    for (const auto& name : *names) {
        const auto bundle = read_bundle((*drop)->get(name, 4 * 1024 * 1024).value());
        REQUIRE(bundle);
        for (const auto& envelope : bundle->envelopes) ids.insert(envelope.id);
    }
    return ids;
}

}  // namespace

TEST_CASE("export copies everything that is here, delivered or not, and counts nothing as delivered") {
    Device device;
    device.add(70);
    REQUIRE(device.sync("send").exit_code == 0);
    device.add(30);
    const FreshFolder stick;
    const auto said = device.sync("export", {"--to", (stick / "hineni").string()});
    CHECK_MESSAGE(said.exit_code == 0, said.err);
    CHECK(said.out.find("100 entries") != std::string::npos);
    CHECK(entries_in(stick / "hineni").size() == 100);
    CHECK(device.status()["delivered"] == 70);
    CHECK(device.status()["waiting"] == 30);

    const auto again = device.sync("export", {"--to", (stick / "hineni").string(), "--json"});
    CHECK(nlohmann::json::parse(again.out)["entries"] == 100);
}

TEST_CASE("export of nothing says so, and export to nowhere fails with a hint") {
    Device device;
    const FreshFolder stick;
    CHECK(device.sync("export", {"--to", stick.path().string()}).out.find("0 entries") != std::string::npos);
    device.add(1);
    const auto said = device.sync("export", {"--to", (stick / "no").string() + "/such/folder"});
    CHECK(said.exit_code == 1);
    CHECK(said.err.find("hint: plug in") != std::string::npos);
}

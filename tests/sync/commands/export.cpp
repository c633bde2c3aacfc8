#include "tests/sync/commands/device.hpp"
#include "tests/sync/send/told.hpp"

using namespace hineni;

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

TEST_CASE("a stick carries the device's word of all entries, told before or not") {
    Device device;
    device.add(70);
    REQUIRE(device.sync("send").exit_code == 0);
    device.add(30);
    const FreshFolder stick;
    const auto statements_on_stick = [&] {
        REQUIRE(device.sync("export", {"--to", stick.path().string()}).exit_code == 0);
        std::vector<Bytes> statements;
        const auto folder = transport_to(stick.path().string()).value();
        const auto names = folder->list().value();
        for (const auto& name : names) {
            const auto bundle = read_bundle(folder->get(name, largest_bundle).value()).value();
            statements.insert(statements.end(), bundle.statements.begin(), bundle.statements.end());
        }
        return statements;
    };
    const auto statements = statements_on_stick();
    const auto heard = heard_from(statements);
    CHECK(heard.contradictions.empty());
    REQUIRE(heard.wholes.size() == 2);
    CHECK(heard.wholes[0].entries.size() + heard.wholes[1].entries.size() == 100);
    for (const auto& whole : heard.wholes) {
        CHECK(whole.tally == 100);
        CHECK(whole.told == whole.entries.size());
    }
    CHECK(statements_on_stick().size() == statements.size());
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

// One name, all the way: typed on the glass with no network, delivered when there is one, opened at the desk.
#include <doctest/doctest.h>

#include <csignal>

#include "tests/stories/vigil.hpp"
#include "tests/support/web_drop.hpp"

using namespace hineni;

namespace {

// Waits until run's log says so; its ledger is then committed.
void wait_for_delivery(Child& courier) {
    REQUIRE(courier.says("delivered"));
}

}  // namespace

TEST_CASE("a name typed with no network is at the desk, byte for byte, once nginx is back") {
    Vigil vigil;
    WebDrop nginx;
    vigil.deliver_to(nginx.address(), nginx.authorities());
    nginx.unplug();

    Child courier(vigil.sync("run"));
    vigil.play(signs_up("María Núñez-O’Neil", "maria@example.org"));

    auto status = vigil.status();
    CHECK(status["waiting"] == 1);
    CHECK(status["delivered"] == 0);
    CHECK(nginx.count() == 0);

    nginx.plug();
    wait_for_delivery(courier);
    courier.signal(SIGTERM);
    CHECK(courier.wait().exit_code == 0);

    status = vigil.status();
    CHECK(status["waiting"] == 0);
    CHECK(status["delivered"] == 1);
    CHECK(status["safe_to_unplug"] == true);

    const auto entries = vigil.opened(nginx.files().string());
    REQUIRE(entries.size() == 1);
    CHECK(entries[0]["answers"]["name"] == "María Núñez-O’Neil");
    CHECK(entries[0]["answers"]["email"] == "maria@example.org");
    CHECK(entries[0]["answers"]["phone"] == "");
    CHECK(entries[0]["form"] == "join");
    CHECK(entries[0]["language"] == "en");
    for (const auto& consent : entries[0]["consents"]) CHECK(consent["yes"] == false);
}

TEST_CASE("any name arrives as it was typed") {
    std::string long_name;
    for (int i = 0; i < 25; ++i) long_name += "Ñandú-é ";
    long_name.back() = 'x';  // 200 characters; one at the end so that no blank is trimmed

    Vigil vigil;
    const std::vector<std::string> names{"שרה לוי", "María Núñez-O’Neil", long_name, "O"};
    for (const auto& name : names) vigil.play(signs_up(name));

    std::vector<std::string> arrived;
    for (const auto& entry : vigil.delivered()) arrived.push_back(entry["answers"]["name"]);
    auto typed = names;
    std::sort(typed.begin(), typed.end());
    std::sort(arrived.begin(), arrived.end());
    CHECK(arrived == typed);
}

TEST_CASE("the desk reads straight from the WebDAV drop") {
    Vigil vigil;
    WebDrop nginx;
    vigil.deliver_to(nginx.address(), nginx.authorities());
    vigil.play(signs_up("Ada Sample"));
    const auto sent = finish(vigil.sync("send"));
    REQUIRE_MESSAGE(sent.exit_code == 0, sent.err);

    auto command = vigil.desk_open(nginx.address(), "-");
    const auto said = finish(command, {"SSL_CERT_FILE=" + nginx.authorities().string()});
    REQUIRE_MESSAGE(said.exit_code == 0, said.err);
    CHECK(nlohmann::json::parse(said.out).size() == 1);
}

TEST_CASE("sending twice delivers once") {
    Vigil vigil;
    vigil.play(signs_up("Ada Sample") + signs_up("Grace Sample"));
    CHECK(vigil.delivered().size() == 2);
    CHECK(vigil.delivered().size() == 2);
    std::filesystem::remove(vigil.state() / "deliveries.db");
    CHECK_MESSAGE(vigil.delivered().size() == 2, "a lost ledger sends again, and the desk counts once");
}

// What a running hineni-sync does for the kiosk.
#include "hineni/errand.hpp"

#include <csignal>
#include <thread>

#include "tests/sync/commands/unplugged.hpp"

using namespace hineni;

namespace {

// Sticks on another file system than the state, as they are.
class Sticks {
  public:
    Sticks() {
        std::string name = "/dev/shm/hineni-XXXXXX";
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path_ = name;
        std::filesystem::create_directory(stick());
    }
    ~Sticks() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Sticks(const Sticks&) = delete;
    Sticks& operator=(const Sticks&) = delete;
    [[nodiscard]] std::filesystem::path path() const { return path_; }
    [[nodiscard]] std::filesystem::path stick() const { return path_ / "usb"; }

  private:
    std::filesystem::path path_;
};

// The service wakes for the errand; its log says when it has done something.
Outcome ended(const Device& device, const Errand& errand) {
    for (;;) {
        const auto outcome = answer_to(device.state(), errand);
        REQUIRE(outcome);
        if (*outcome && (*outcome)->stage != Outcome::Stage::Working) return **outcome;
        std::this_thread::yield();
    }
}

}  // namespace

TEST_CASE("send now does not wait for the backoff, and says what came of it") {
    Unplugged table;
    const auto failed = ended(table.device, ask(table.device.state(), ErrandKind::SendNow).value());
    CHECK(failed.stage == Outcome::Stage::Failed);
    CHECK(failed.why.find("no connection") != std::string::npos);
    CHECK(failed.of == 2);
    table.server.plug();
    const auto sent = ended(table.device, ask(table.device.state(), ErrandKind::SendNow).value());
    CHECK(sent.stage == Outcome::Stage::Done);
    CHECK(table.device.status()["delivered"] == 2);
}

TEST_CASE("a copy on a stick is all that is here, also where the pack names no drop") {
    const Sticks sticks;
    Device device;
    device.deliver_to("");
    device.add(300);
    Child service(device.command("run", {"--sticks", sticks.path().string()}));
    REQUIRE(service.says("names no drop"));
    auto outcome = ended(device, ask(device.state(), ErrandKind::SendNow).value());
    CHECK(outcome.why == "the event names no place to send to");
    outcome = ended(device, ask(device.state(), ErrandKind::CopyToStick, sticks.stick().string()).value());
    CHECK_MESSAGE(outcome.stage == Outcome::Stage::Done, outcome.why);
    CHECK(outcome.done == 300);
    CHECK(outcome.of == 300);
    CHECK(entries_in(sticks.stick() / "hineni").size() == 300);
    service.signal(SIGTERM);
    CHECK(service.wait().exit_code == 0);
}

TEST_CASE("nothing is copied to a folder that is no stick") {
    const Sticks sticks;
    Device device;
    device.add(1);
    std::filesystem::create_directory(sticks.path() / "linked");
    std::filesystem::create_symlink("/tmp", sticks.path() / "linked" / "hineni");
    Child service(device.command("run", {"--sticks", sticks.path().string()}));
    REQUIRE(service.says("delivering"));
    for (const auto& what : {std::string("/"), device.state().string(), (sticks.path() / "gone").string(),
                             sticks.path().string(), (sticks.path() / "linked").string()}) {
        const auto outcome = ended(device, ask(device.state(), ErrandKind::CopyToStick, what).value());
        CHECK_MESSAGE(outcome.stage == Outcome::Stage::Failed, what);
        CHECK_FALSE(outcome.why.empty());
    }
}

TEST_CASE("a wipe erases the ledger, and the service goes on with nothing") {
    Device device;
    device.add(3);
    Child service(device.command("run"));
    REQUIRE(service.says("3 entries delivered"));
    const auto outcome = ended(device, ask(device.state(), ErrandKind::WipeDeliveries).value());
    CHECK_MESSAGE(outcome.stage == Outcome::Stage::Done, outcome.why);
    for (const char* name : {"queue.db", "queue.db-wal", "queue.db-shm"}) {
        std::filesystem::remove(device.state() / name);
    }
    CHECK(device.status()["delivered"] == 0);
    CHECK_FALSE(std::filesystem::exists(device.state() / "organizers"));
    device.add(1);
    REQUIRE(service.says("1 entry delivered"));
    CHECK(device.status()["delivered"] == 1);
}

TEST_CASE("run ends well when another event pack lies in the place of its own") {
    Device device;
    Child service(device.command("run"));
    REQUIRE(service.says("delivering"));
    device.deliver_to("");
    REQUIRE(ask(device.state(), ErrandKind::SendNow));
    REQUIRE(service.says("another event pack is in use"));
    CHECK(service.wait().exit_code == 0);
}

TEST_CASE("a stick that is taken out in the middle is named, and what it has is whole") {
    const Sticks sticks;
    Device device;
    device.deliver_to("");
    device.add(1000);
    Child service(device.command("run", {"--sticks", sticks.path().string()}));
    REQUIRE(service.says("names no drop"));
    const auto errand = ask(device.state(), ErrandKind::CopyToStick, sticks.stick().string()).value();
    for (;;) {
        const auto outcome = answer_to(device.state(), errand).value();
        if (outcome && outcome->done > 0) break;
        std::this_thread::yield();
    }
    const auto pulled = sticks.path() / "pulled";
    std::filesystem::rename(sticks.stick(), pulled);
    const auto outcome = ended(device, errand);
    CHECK(outcome.stage == Outcome::Stage::Failed);
    CHECK(outcome.why == "the stick was taken out before everything was on it");
    CHECK(entries_in(pulled / "hineni").size() >= outcome.done);
}

// The real hineni-sync import, on real folders.
#include <sys/stat.h>

#include <csignal>

#include "hineni/errand.hpp"
#include "hineni/shelf.hpp"
#include "sync/packs/shelving.hpp"
#include "tests/sync/commands/device.hpp"

using namespace hineni;

namespace {

struct Desk {
    FreshFolder folder;
    Device device;
    std::filesystem::path shelf = folder / "shelf";
    std::filesystem::path sticks = folder / "media";
    std::filesystem::path stick = sticks / "usb";

    Desk() {
        std::filesystem::create_directories(stick);
        std::filesystem::create_directories(device.state());
    }
    void put_pack(const std::string& drop) {
        device.deliver_to(drop);
        std::filesystem::remove_all(stick / "event");
        std::filesystem::copy(device.event(), stick / "event", std::filesystem::copy_options::recursive);
    }
    [[nodiscard]] Finished from_card() const {
        return finish(
            {HINENI_BIN "/hineni-sync", "import", "--from", stick.string(), "--from-card", "--shelf", shelf.string()});
    }
    [[nodiscard]] std::vector<std::string> errands() const {
        return {HINENI_BIN "/hineni-sync", "import",   "--errands",    "--shelf", shelf.string(), "--state",
                device.state().string(),   "--sticks", sticks.string()};
    }
    [[nodiscard]] Outcome done(ErrandKind kind, const std::string& what) const {
        const auto errand = ask(device.state(), kind, what).value();
        const auto said = finish(errands());
        REQUIRE_MESSAGE(said.exit_code == 0, said.err);
        return answer_to(device.state(), errand).value().value();
    }
};

}  // namespace

TEST_CASE("import takes a card's pack, and a stick's after the organizer's yes") {
    Desk desk;
    desk.put_pack("file:/one");
    const auto said = desk.from_card();
    CHECK_MESSAGE(said.exit_code == 0, said.err);
    CHECK(said.out.starts_with("in use from now on: vigil ("));
    const auto first = read_shelf(desk.shelf).value().current.value();
    desk.put_pack("file:/two");
    CHECK(desk.done(ErrandKind::LookForPack, desk.stick.string()).stage == Outcome::Stage::Done);
    auto now = read_shelf(desk.shelf).value();
    CHECK(now.current->digest == first.digest);
    REQUIRE(now.waiting);
    CHECK(desk.done(ErrandKind::TakePack, first.digest).stage == Outcome::Stage::Failed);
    CHECK(desk.done(ErrandKind::TakePack, now.waiting->digest).stage == Outcome::Stage::Done);
    CHECK(read_shelf(desk.shelf).value().current->digest == now.waiting->digest);
    CHECK(desk.done(ErrandKind::WipePacks, "").stage == Outcome::Stage::Done);
    CHECK_FALSE(read_shelf(desk.shelf).value().current);
}

TEST_CASE("import looks at sticks only, wherever an errand points") {
    Desk desk;
    desk.put_pack("file:/one");
    std::filesystem::create_symlink(desk.device.event(), desk.sticks / "link");
    for (const auto& what : {desk.device.event().string(), desk.sticks.string(), std::string("usb"), std::string("/"),
                             (desk.sticks / "usb/../../state").string(), (desk.sticks / "link").string(),
                             (desk.sticks / "gone").string()}) {
        const auto outcome = desk.done(ErrandKind::LookForPack, what);
        CHECK_MESSAGE(outcome.stage == Outcome::Stage::Failed, what);
        CHECK_FALSE(outcome.why.empty());
    }
    CHECK_FALSE(read_shelf(desk.shelf).value().waiting);
}

TEST_CASE("import answers an empty stick and a broken pack with what to do") {
    Desk desk;
    auto outcome = desk.done(ErrandKind::LookForPack, desk.stick.string());
    CHECK(outcome.why == "there is no event pack on the stick");
    CHECK_FALSE(outcome.hint.empty());
    std::filesystem::create_directory(desk.stick / "event");
    REQUIRE(::mkfifo((desk.stick / "event" / "event.toml").c_str(), 0600) == 0);
    outcome = desk.done(ErrandKind::LookForPack, desk.stick.string());
    CHECK(outcome.stage == Outcome::Stage::Failed);
    CHECK(read_shelf(desk.shelf).value().complaint == outcome.why);
}

TEST_CASE("a card without a pack is as good as any, and a folder without one is not") {
    Desk desk;
    CHECK(desk.from_card().exit_code == 0);
    const auto said =
        finish({HINENI_BIN "/hineni-sync", "import", "--from", desk.stick.string(), "--shelf", desk.shelf.string()});
    CHECK(said.exit_code == 1);
    CHECK(said.err.find("hint: ") != std::string::npos);
    CHECK(finish({HINENI_BIN "/hineni-sync", "import", "--shelf", desk.shelf.string()}).exit_code == 2);
}

TEST_CASE("import killed two hundred times always leaves a whole pack" * doctest::test_suite("long")) {
    Desk desk;
    desk.put_pack("file:/first");
    REQUIRE(desk.from_card().exit_code == 0);
    for (int i = 0; i < 200; ++i) {
        desk.put_pack("file:/next" + std::to_string(i));
        const auto looked = ask(desk.device.state(), ErrandKind::LookForPack, desk.stick.string());
        REQUIRE(looked);
        Child(desk.errands()).killed_after(std::chrono::microseconds(100 * i));
        auto now = read_shelf(desk.shelf);
        REQUIRE_MESSAGE(now, now.error().what);
        REQUIRE(now->current);
        if (now->waiting) {
            REQUIRE(ask(desk.device.state(), ErrandKind::TakePack, now->waiting->digest));
            Child(desk.errands()).killed_after(std::chrono::microseconds(100 * i));
            now = read_shelf(desk.shelf);
            REQUIRE_MESSAGE(now, now.error().what);
            REQUIRE(now->current);
        }
    }
}

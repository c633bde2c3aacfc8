// The organizer on the stage: who holds the corner, what becomes of orders, and when the device is looked at.
#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "tests/kiosk/shell/theatre.hpp"

using namespace hineni;
using namespace std::chrono_literals;

namespace {

// A kiosk with a pretended device: what was asked of it, and what it says.
struct Booth {
    Booth() {
        table.look = [this](const Now& at) {
            looked.push_back(at.monotonic);
            return facts;
        };
        table.carry_out = [this](const Order& order, const Now&) -> Result<void> {
            orders.push_back(order.index());
            return broken ? fail("ask the device: it is broken") : Result<void>();
        };
        table.has_pin = [] { return true; };
        table.pin_is = [](const Secret& pin) -> Result<bool> { return pin.text() == "271828"; };
        table.keep_pin = [](const Secret&) -> Result<void> { return {}; };
    }

    Store store() {
        auto made = theatre.shelf.store();
        made.wipe = [this]() -> Result<void> {
            ++wipes;
            return broken ? fail("write over queue.db: no") : Result<void>();
        };
        return made;
    }
    void paint() { (void)stage.paint({pixels.data(), width, height, width}); }
    void touch(touch::Edge edge, float x, float y) {
        stage.turn(touch::Touch{edge, x, y}, at_time(now));
        paint();
    }
    void pass(Monotonic time) {
        const auto end = now + time;
        for (auto wake = stage.next_wake(); wake && *wake <= end; wake = stage.next_wake()) {
            now = std::max(now + 1ms, *wake);
            stage.turn(std::nullopt, at_time(now));
            paint();
        }
        now = end;
        stage.turn(std::nullopt, at_time(now));
        paint();
    }
    [[nodiscard]] bool organizes() const { return std::holds_alternative<Organizing>(stage.session().state()); }
    [[nodiscard]] bool welcomes() const { return std::holds_alternative<Welcome>(stage.session().state()); }
    // What is done by words, from where things stand.
    void act(std::string_view script) {
        const auto steps = rehearsal::read_script(script);
        REQUIRE_MESSAGE(steps, steps.error().what);
        rehearsal::Attendee somebody(stage, at_time(now += 1s), width, height, {}, theatre.out);
        const auto met = somebody.play(*steps);
        REQUIRE_MESSAGE(met, met.error().what << " / " << met.error().hint);
        now += 1min;
    }

    Theatre theatre{sample::pack()};
    Facts facts;
    Table table;
    std::vector<Monotonic> looked;
    std::vector<std::size_t> orders;
    int wipes = 0;
    bool broken = false;
    Monotonic now = sample::noon;
    std::vector<std::uint32_t> pixels = std::vector<std::uint32_t>(std::size_t{width} * height);
    Stage stage{{theatre.pack, theatre.wording, theatre.usual, theatre.painter, {}, nullptr, &table, nullptr, "aa11"},
                store(),
                width,
                height,
                sample::noon};
};

constexpr float left = 40;
constexpr float low = height - 40;

const std::string to_the_wipe = "corner\npin \"271828\"\nnext\ntap \"Wipe everything\"\n";

}  // namespace

TEST_CASE("who holds the corner for three seconds is asked for the PIN, and taps nothing by it") {
    Booth booth;
    booth.pass(0s);
    booth.touch(touch::Edge::Down, left, low);
    booth.pass(2999ms);
    CHECK(booth.welcomes());
    booth.pass(1ms);
    REQUIRE(booth.organizes());
    booth.touch(touch::Edge::Move, left + 5, low);
    booth.touch(touch::Edge::Up, left + 5, low);
    CHECK(std::get<Organizing>(booth.stage.session().state()).digits.empty());
    CHECK(booth.organizes());
}

TEST_CASE("a finger that lifts or moves out of the corner is nothing") {
    for (const bool lifts : {true, false}) {
        CAPTURE(lifts);
        Booth booth;
        booth.pass(0s);
        booth.touch(touch::Edge::Down, left, low);
        booth.pass(2s);
        booth.touch(lifts ? touch::Edge::Up : touch::Edge::Move, lifts ? left : 400, low);
        booth.pass(2s);
        booth.touch(touch::Edge::Move, left, low);  // Back in the corner without having left the glass.
        booth.pass(5s);
        CHECK_FALSE(booth.organizes());
    }
}

TEST_CASE("elsewhere, and in the middle of a card, holding is nothing") {
    Booth booth;
    booth.pass(0s);
    booth.touch(touch::Edge::Down, width - left, low);
    booth.pass(4s);
    CHECK_FALSE(booth.organizes());
    booth.touch(touch::Edge::Up, width - left, low);
    Booth other;
    other.act("tap \"Join us\"");
    other.now -= 59s;
    other.touch(touch::Edge::Down, left, low);
    other.pass(4s);
    CHECK_FALSE(other.organizes());
}

TEST_CASE("five times Escape on the welcome does the same, and any other key begins anew") {
    Booth booth;
    booth.act("press Escape\npress Escape\npress Escape\npress Escape\npress Tab\npress Escape");
    CHECK(booth.welcomes());
    booth.act("press Escape\npress Escape\npress Escape\npress Escape");
    REQUIRE(booth.organizes());
    Key nine{.name = Key::Name::Letter, .shift = false, .text = {'9'}};
    const auto digits = [&] { return std::get<Organizing>(booth.stage.session().state()).digits.size(); };
    booth.stage.turn(nine, at_time(booth.now));
    CHECK(digits() == 1);
    booth.stage.turn(Key{.name = Key::Name::Backspace, .shift = false, .text = {}}, at_time(booth.now));
    CHECK(digits() == 0);
}

TEST_CASE("the device is looked at once a minute on the welcome, and each second by an organizer") {
    Booth booth;
    booth.pass(3min + 1s);
    CHECK(booth.looked.size() == 4);
    const auto before = booth.looked.size();
    booth.act("corner\nwait 10s");
    CHECK(booth.looked.size() - before >= 10);
    CHECK(booth.looked.size() - before <= 14);
}

TEST_CASE("an order that fails reaches the glass") {
    Booth booth;
    booth.facts.has_drop = true;
    booth.facts.waiting = booth.facts.safe_here = 1;
    booth.broken = true;
    booth.act("corner\npin \"271828\"\nnext\ntap \"Send now\"\nsee \"it is broken\"");
    CHECK(booth.orders == std::vector<std::size_t>{Order(order::SendNow{}).index()});
}

TEST_CASE("a wipe waits for two whole holds, and says that it is done, or that it is not") {
    for (const bool broken : {false, true}) {
        CAPTURE(broken);
        Booth booth;
        booth.broken = broken;
        booth.act(
            "corner\npin \"271828\"\nnext\ntap \"Wipe everything\"\nhold \"Hold for 3 seconds\" 2900ms\n"
            "hold \"Hold for 3 seconds\" 3s\nsee \"Hold once more\"");
        CHECK(booth.wipes == 0);
        booth.act("hold \"Hold once more\" 3s");
        CHECK(booth.wipes == 1);
        booth.act(broken ? "see \"Not everything could be wiped\"\nsee \"write over queue.db: no\""
                         : "see \"Everything is gone\"\nwait 5min\nsee \"Everything is gone\"");
        CHECK(booth.orders == std::vector<std::size_t>{Order(order::Wipe{}).index()});
    }
}

TEST_CASE("a wipe by keyboard is two whole holds of a key, let go between them") {
    for (const std::string key : {"Enter", "Space"}) {
        CAPTURE(key);
        Booth booth;
        booth.act(to_the_wipe + "press Shift+Tab\npress " + key + "\npress " + key +
                  " 2900ms\nsee \"Hold for 3 seconds\"\npress " + key + " 3s\nsee \"Hold once more\"");
        CHECK(booth.wipes == 0);
        booth.act("press " + key + " 2s\nsee \"Hold once more\"");
        CHECK(booth.wipes == 0);
        booth.act("press " + key + " 3s\nsee \"Everything is gone\"");
        CHECK(booth.wipes == 1);
    }
}

TEST_CASE("a key that stays down is one hold, however long, and another key or a finger ends it") {
    Booth booth;
    booth.act(to_the_wipe + "press Shift+Tab");
    const Key enter{.name = Key::Name::Enter, .shift = false, .text = {}};
    const auto holds = [&] { return std::get<Organizing>(booth.stage.session().state()).holds; };
    booth.stage.turn(enter, at_time(booth.now));
    booth.pass(2900ms);
    SUBCASE("another key") {
        booth.stage.turn(Key{}, at_time(booth.now));
    }
    SUBCASE("a finger") {
        booth.touch(touch::Edge::Down, 5, 5);
    }
    SUBCASE("letting go") {
        booth.stage.key_up(at_time(booth.now));
    }
    SUBCASE("nothing") {
        booth.pass(20s);
        CHECK(holds() == 1);
        booth.stage.key_up(at_time(booth.now));
        booth.stage.turn(enter, at_time(booth.now));
        booth.pass(3s);
        CHECK(booth.wipes == 1);
        return;
    }
    booth.pass(20s);
    CHECK(holds() == 0);
    CHECK(booth.wipes == 0);
}

TEST_CASE("by keyboard too a wipe that would lose entries is held only after that was said") {
    Booth booth;
    booth.facts.waiting = booth.facts.safe_here = 2;
    booth.act(to_the_wipe +
              "see \"Lose 2 entries that nobody else has\"\npress Shift+Tab\npress Enter 3s\npress Enter 3s\n"
              "see \"Hold for 3 seconds\"\npress Enter\npress Tab\npress Enter 3s\nsee \"Hold once more\"");
    CHECK(booth.wipes == 0);
    booth.act("press Enter 3s\nsee \"Everything is gone\"");
    CHECK(booth.wipes == 1);
}

TEST_CASE("another pack on the shelf ends the kiosk, but only with nobody there") {
    Booth booth;
    booth.pass(0s);
    CHECK_FALSE(booth.stage.ends_for_new_pack());
    booth.facts.shelf.current = ShelvedPack{"aa11", "vigil", "Vigil", Sealer::First, {}};
    booth.pass(1min);
    CHECK_FALSE(booth.stage.ends_for_new_pack());
    booth.facts.shelf.current->digest = "bb22";
    booth.act("tap \"Join us\"");
    booth.now -= 30s;
    booth.pass(20s);
    CHECK_FALSE(booth.stage.ends_for_new_pack());
    booth.pass(2min);
    CHECK(booth.welcomes());
    CHECK(booth.stage.ends_for_new_pack());
}

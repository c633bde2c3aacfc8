#include <doctest/doctest.h>

#include "kiosk/widgets/touch.hpp"

using namespace hineni::touch;

namespace {

// Two buttons beside each other, ten pixels apart, and a sheet below that takes drags.
struct Glass {
    Ledger ledger;
    int left = 0, right = 0;
    std::optional<Ledger::Drag> dragged;

    void frame(std::optional<Touch> touch) {
        ledger.begin(touch);
        left += ledger.tapped({id_of("left"), "Left", {0, 0, 100, 100}}) ? 1 : 0;
        right += ledger.tapped({id_of("right"), "Right", {110, 0, 100, 100}}) ? 1 : 0;
        dragged = ledger.drag(id_of("sheet"), {0, 200, 300, 300});
    }
    void down(float x, float y) { frame(Touch{Edge::Down, x, y}); }
    void move(float x, float y) { frame(Touch{Edge::Move, x, y}); }
    void up(float x, float y) { frame(Touch{Edge::Up, x, y}); }
};

}  // namespace

TEST_CASE("a tap counts when the finger leaves, once") {
    Glass glass;
    glass.down(50, 50);
    CHECK(glass.left == 0);
    CHECK(glass.ledger.pressed(id_of("left")));
    glass.up(50, 50);
    CHECK(glass.left == 1);
    glass.frame({});
    glass.frame({});
    CHECK(glass.left == 1);
    CHECK_FALSE(glass.ledger.pressed(id_of("left")));
}

TEST_CASE("two quick taps are two") {
    Glass glass;
    for (int i = 0; i < 2; ++i) {
        glass.down(50, 50);
        glass.up(50, 50);
    }
    CHECK(glass.left == 2);
}

TEST_CASE("sliding off takes a press back, and sliding on again renews it") {
    Glass glass;
    glass.down(50, 50);
    glass.move(50, 160);
    CHECK_FALSE(glass.ledger.pressed(id_of("left")));
    SUBCASE("left outside, it does nothing") {
        glass.up(50, 160);
        CHECK(glass.left == 0);
    }
    SUBCASE("back inside, it counts") {
        glass.move(50, 60);
        glass.up(50, 60);
        CHECK(glass.left == 1);
    }
}

TEST_CASE("a shaky finger that rolls a little off the target still hits it, and only it") {
    Glass glass;
    glass.down(95, 50);
    glass.up(115, 50);
    CHECK(glass.left == 1);
    CHECK(glass.right == 0);
}

TEST_CASE("a press on one target that ends on another does nothing") {
    Glass glass;
    glass.down(50, 50);
    glass.up(160, 50);
    CHECK(glass.left == 0);
    CHECK(glass.right == 0);
}

TEST_CASE("a finger that came down beside everything taps nothing by sliding on") {
    Glass glass;
    glass.frame({});
    glass.down(50, 150);
    glass.up(50, 50);
    CHECK(glass.left == 0);
}

TEST_CASE("a finger that comes down in the gap hits the nearest target") {
    Glass glass;
    glass.frame({});
    SUBCASE("the left one") {
        glass.down(104, 50);
        CHECK(glass.ledger.pressed(id_of("left")));
        glass.up(104, 50);
        CHECK(glass.left == 1);
        CHECK(glass.right == 0);
    }
    SUBCASE("the right one") {
        glass.down(107, 50);
        glass.up(107, 50);
        CHECK(glass.left == 0);
        CHECK(glass.right == 1);
    }
    SUBCASE("from below, within the slop") {
        glass.down(50, 115);
        glass.up(50, 115);
        CHECK(glass.left == 1);
    }
    SUBCASE("none beyond the slop") {
        glass.down(50, 121);
        glass.up(50, 121);
        CHECK(glass.left == 0);
    }
    SUBCASE("none on a screen that was not seen yet") {
        glass.ledger.forget();
        glass.down(104, 50);
        glass.up(104, 50);
        CHECK(glass.left == 0);
    }
}

TEST_CASE("what lies under the finger is meant, however near something else is") {
    Ledger ledger;
    int taps = 0;
    bool dragged = false;
    const auto frame = [&](std::optional<Touch> touch) {
        ledger.begin(touch);
        taps += ledger.tapped({.id = id_of("button"), .label = "Button", .box = {0, 0, 100, 100}}) ? 1 : 0;
        taps += ledger.tapped({.id = id_of("off"), .label = "Off", .box = {0, 100, 100, 100}, .on = false}) ? 1 : 0;
        dragged = ledger.drag(id_of("sheet"), {100, 0, 300, 300}).has_value();
    };
    frame({});
    frame(Touch{Edge::Down, 50, 105});
    frame(Touch{Edge::Up, 50, 105});
    frame(Touch{Edge::Down, 105, 50});
    CHECK(dragged);
    frame(Touch{Edge::Up, 105, 50});
    CHECK(taps == 0);
}

TEST_CASE("the slop grows with a finer glass, and never shrinks") {
    Ledger ledger;
    int taps = 0;
    const auto tap_at = [&](float x) {
        const auto frame = [&](std::optional<Touch> touch) {
            ledger.begin(touch);
            taps += ledger.tapped({.id = id_of("button"), .label = "Button", .box = {0, 0, 100, 100}}) ? 1 : 0;
        };
        taps = 0;
        frame({});
        frame(Touch{Edge::Down, x, 50});
        frame(Touch{Edge::Up, x, 50});
        return taps;
    };
    ledger.scale(0.6F);
    CHECK(tap_at(119) == 1);
    CHECK(tap_at(121) == 0);
    ledger.scale(1.5F);
    CHECK(tap_at(129) == 1);
    CHECK(tap_at(131) == 0);
}

TEST_CASE("what is off cannot be tapped") {
    Ledger ledger;
    const Target off{id_of("off"), "Off", {0, 0, 100, 100}, true, false};
    ledger.begin(Touch{Edge::Down, 50, 50});
    CHECK_FALSE(ledger.tapped(off));
    ledger.begin(Touch{Edge::Up, 50, 50});
    CHECK_FALSE(ledger.tapped(off));
    CHECK(ledger.targets().size() == 1);
}

TEST_CASE("a new screen does not inherit the finger of the old one") {
    Glass glass;
    glass.down(50, 50);
    glass.ledger.forget();
    glass.up(50, 50);
    CHECK(glass.left == 0);
}

TEST_CASE("a drag follows the finger from inside its box, also beyond it, until it leaves") {
    Glass glass;
    glass.down(100, 300);
    REQUIRE(glass.dragged);
    CHECK(glass.dragged->edge == Edge::Down);
    glass.move(100, 280);
    REQUIRE(glass.dragged);
    CHECK(glass.dragged->dy == -20);
    glass.move(100, 100);
    REQUIRE(glass.dragged);
    CHECK(glass.dragged->dy == -180);
    CHECK(glass.left == 0);
    glass.up(100, 100);
    REQUIRE(glass.dragged);
    CHECK(glass.dragged->edge == Edge::Up);
    glass.frame({});
    CHECK_FALSE(glass.dragged);
    glass.move(100, 300);
    CHECK_FALSE(glass.dragged);
}

TEST_CASE("ids are of what a thing is and differ by index") {
    CHECK(id_of("key", 1) == id_of("key", 1));
    CHECK(id_of("key", 1) != id_of("key", 2));
    CHECK(id_of("key") != id_of("eye"));
}

// What devices tell, and what the kiosk hears of it: one finger, one mouse, and keys that are held.
#include "kiosk/shell/kms/input_reading.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>

using namespace hineni;
using namespace std::chrono_literals;
using touch::Edge;
using touch::Touch;

namespace {

InputReading reading_on(PixelExtent panel, PanelUp up = PanelUp::Top) {
    InputReading reading;
    reading.set_panel(panel, up);
    return reading;
}

std::string told(const InputReading::Heard& heard) {
    if (!heard) return "-";
    if (std::holds_alternative<Key>(*heard)) return "key";
    const auto* touch = std::get_if<Touch>(&*heard);
    if (touch == nullptr) return "?";
    const std::string edge = touch->edge == Edge::Down ? "down " : touch->edge == Edge::Move ? "move " : "up ";
    return edge + std::to_string(static_cast<int>(touch->x)) + "," + std::to_string(static_cast<int>(touch->y));
}

constexpr Key named(Key::Name name) {
    return Key{.name = name, .shift = false, .text = {}};
}

}  // namespace

TEST_CASE("a finger on the bare screen is a touch in pixels") {
    auto reading = reading_on({200, 100});
    CHECK(told(reading.finger_down(0, {0.5F, 0.25F})) == "down 100,25");
    CHECK(told(reading.finger_moves(0, {0.75F, 0.25F})) == "move 150,25");
    CHECK(told(reading.finger_up(0)) == "up 150,25");
}

TEST_CASE("a finger on a panel that stands on its side is where the eye sees it") {
    auto reading = reading_on({100, 200}, PanelUp::Left);
    CHECK(told(reading.finger_down(0, {0, 0.999F})) == "down 0,0");
    CHECK(told(reading.finger_moves(0, {0, 0})) == "move 199,0");
    CHECK(told(reading.finger_moves(0, {0.999F, 0})) == "move 199,99");
}

TEST_CASE("the first finger holds the glass, and a mouse beside it is not heard") {
    auto reading = reading_on({200, 100});
    CHECK(told(reading.finger_down(1, {0.5F, 0.5F})) == "down 100,50");
    CHECK(told(reading.finger_down(2, {0.1F, 0.1F})) == "-");
    CHECK(told(reading.finger_moves(2, {0.2F, 0.2F})) == "-");
    CHECK(told(reading.mouse_at({0.9F, 0.9F})) == "-");
    CHECK(told(reading.mouse_button(true)) == "-");
    CHECK(told(reading.mouse_button(false)) == "-");
    CHECK(told(reading.finger_up(2)) == "-");
    CHECK(told(reading.finger_up(1)) == "up 100,50");
    CHECK(told(reading.finger_down(2, {0.1F, 0.1F})) == "down 20,10");
}

TEST_CASE("a finger that was none lets go beside everything") {
    auto reading = reading_on({200, 100});
    CHECK(told(reading.finger_down(3, {0.5F, 0.5F})) == "down 100,50");
    CHECK(told(reading.finger_lost(3)) == "up -10000,-10000");
    CHECK(told(reading.finger_up(3)) == "-");
}

TEST_CASE("a press of the mouse acts where it is") {
    auto reading = reading_on({200, 100});
    CHECK(told(reading.mouse_at({0.25F, 0.5F})) == "-");
    CHECK(told(reading.mouse_button(true)) == "down 50,50");
    CHECK(told(reading.mouse_at({0.5F, 0.5F})) == "move 100,50");
    CHECK(told(reading.mouse_button(false)) == "up 100,50");
}

TEST_CASE("a mouse that tells only how far it went begins in the middle and stays on the glass") {
    auto reading = reading_on({200, 100});
    CHECK(told(reading.mouse_button(true)) == "down 100,50");
    CHECK(told(reading.mouse_moves(10, -20)) == "move 110,30");
    CHECK(told(reading.mouse_moves(1e6F, 1e6F)) == "move 199,99");
    CHECK(told(reading.mouse_moves(-1e6F, -1e6F)) == "move 0,0");
    CHECK(told(reading.mouse_button(false)) == "up 0,0");
}

TEST_CASE("a held key that moves or erases is heard again, and only while it is held") {
    auto reading = reading_on({200, 100});
    CHECK_FALSE(reading.next_repeat().has_value());
    CHECK(told(reading.key_down(named(Key::Name::Backspace), 14, 1000ms)) == "key");
    REQUIRE(reading.next_repeat() == 1500ms);
    CHECK(told(reading.repeat(1499ms)) == "-");
    CHECK(told(reading.repeat(1500ms)) == "key");
    CHECK(told(reading.repeat(1501ms)) == "-");
    CHECK(told(reading.key_up(30)) == "-");
    CHECK(told(reading.repeat(1540ms)) == "key");
    // A screen that took a second to paint is not followed by twenty-five.
    CHECK(told(reading.repeat(2540ms)) == "key");
    CHECK(told(reading.repeat(2541ms)) == "-");
    CHECK(told(reading.key_up(14)) == "-");
    CHECK_FALSE(reading.next_repeat().has_value());
    CHECK(told(reading.repeat(9000ms)) == "-");
}

TEST_CASE("Enter, Escape and letters held too long count once") {
    auto reading = reading_on({200, 100});
    for (const auto name : {Key::Name::Enter, Key::Name::Escape, Key::Name::Letter}) {
        CHECK(told(reading.key_down(named(Key::Name::Left), 105, 0ms)) == "key");
        CHECK(told(reading.key_down(named(name), 28, 0ms)) == "key");
        CHECK_FALSE(reading.next_repeat().has_value());
    }
}

TEST_CASE("that Enter or the space was let go is told, and of no other key") {
    auto reading = reading_on({200, 100});
    auto space = named(Key::Name::Letter);
    space.text[0] = ' ';
    auto letter = space;
    letter.text[0] = 'a';
    for (const auto& [key, is_told] : {std::pair(named(Key::Name::Enter), true), std::pair(space, true),
                                       std::pair(letter, false), std::pair(named(Key::Name::Tab), false)}) {
        (void)reading.key_down(key, 28, 0ms);
        const auto other = reading.key_up(29);
        CHECK_FALSE(other.has_value());
        const auto heard = reading.key_up(28);
        CHECK((heard && std::holds_alternative<Window::KeyUp>(*heard)) == is_told);
        CHECK_FALSE(reading.key_up(28).has_value());
    }
}

TEST_CASE("whatever devices tell, one holder at a time is on the glass, within the picture") {
    std::mt19937 random(11);
    const auto below = [&](int end) { return static_cast<int>(random() % static_cast<unsigned>(end)); };
    const auto share = [&] {
        return PanelSpot{static_cast<float>(below(4000) - 1000) / 2000, static_cast<float>(below(4000) - 1000) / 2000};
    };
    for (int evening = 0; evening < 60; ++evening) {
        const PixelExtent panel{1 + below(2000), 1 + below(2000)};
        const auto up = static_cast<PanelUp>(below(4));
        auto reading = reading_on(panel, up);
        const auto picture = picture_on(panel, up);
        bool down = false;
        for (int step = 0; step < 500; ++step) {
            InputReading::Heard heard;
            bool lost = false;
            switch (const int slot = below(4) - 1; below(7)) {
                case 0: heard = reading.finger_down(slot, share()); break;
                case 1: heard = reading.finger_moves(slot, share()); break;
                case 2: heard = reading.finger_up(slot); break;
                case 3:
                    heard = reading.finger_lost(slot);
                    lost = true;
                    break;
                case 4: heard = reading.mouse_at(share()); break;
                case 5: heard = reading.mouse_button(below(2) == 0); break;
                default: heard = reading.mouse_moves(static_cast<float>(below(9000) - 4500), 3); break;
            }
            const auto* touch = heard ? std::get_if<Touch>(&*heard) : nullptr;
            if (touch == nullptr) continue;
            REQUIRE((touch->edge == Edge::Down) != down);
            down = touch->edge != Edge::Up;
            if (lost) continue;
            REQUIRE(touch->x >= 0);
            REQUIRE(touch->y >= 0);
            REQUIRE(touch->x <= static_cast<float>(picture.width - 1));
            REQUIRE(touch->y <= static_cast<float>(picture.height - 1));
        }
    }
}

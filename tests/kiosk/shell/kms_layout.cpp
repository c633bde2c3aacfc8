// Keys by the kernel's numbers, through a real layout.
#include "kiosk/shell/kms/layout.hpp"

#include <doctest/doctest.h>
#include <linux/input-event-codes.h>

#include <random>
#include <string>
#include <vector>

using namespace hineni;

namespace {

Layout layout(const char* name) {
    auto read = Layout::read(name);
    REQUIRE(read.has_value());
    return std::move(*read);
}

std::string told_of(const std::optional<Key>& key) {
    if (!key) return "-";
    const std::string shift = key->shift ? "shift+" : "";
    switch (key->name) {
        case Key::Name::Tab: return shift + "tab";
        case Key::Name::Enter: return shift + "enter";
        case Key::Name::Escape: return shift + "escape";
        case Key::Name::Backspace: return shift + "backspace";
        case Key::Name::Left: return shift + "left";
        case Key::Name::Letter: return std::string(key->letter());
        default: return "other";
    }
}

// Pressed one after the other, all let go at the end: what the last one said.
std::string chord(Layout& keys, const std::vector<std::uint32_t>& codes) {
    std::string last;
    for (const auto code : codes) last = told_of(keys.down(code));
    for (const auto code : codes) keys.up(code);
    return last;
}

}  // namespace

TEST_CASE("letters come as the layout has them") {
    auto american = layout("us");
    CHECK(chord(american, {KEY_A}) == "a");
    CHECK(chord(american, {KEY_LEFTSHIFT, KEY_A}) == "A");
    CHECK(chord(american, {KEY_LEFTSHIFT, KEY_2}) == "@");
    CHECK(chord(american, {KEY_SPACE}) == " ");
    auto spanish = layout("es");
    CHECK(chord(spanish, {KEY_SEMICOLON}) == "ñ");
    CHECK(chord(spanish, {KEY_RIGHTALT, KEY_2}) == "@");
    auto hebrew = layout("il");
    CHECK(chord(hebrew, {KEY_A}) == "ש");
}

TEST_CASE("keys with a name come by it, with Shift beside it") {
    auto keys = layout("us");
    CHECK(chord(keys, {KEY_TAB}) == "tab");
    CHECK(chord(keys, {KEY_LEFTSHIFT, KEY_TAB}) == "shift+tab");
    CHECK(chord(keys, {KEY_ENTER}) == "enter");
    CHECK(chord(keys, {KEY_KPENTER}) == "enter");
    CHECK(chord(keys, {KEY_ESC}) == "escape");
    CHECK(chord(keys, {KEY_BACKSPACE}) == "backspace");
    CHECK(chord(keys, {KEY_LEFT}) == "left");
    CHECK(chord(keys, {KEY_KP4}) == "left");
    CHECK(chord(keys, {KEY_NUMLOCK}) == "-");
    CHECK(chord(keys, {KEY_KP4}) == "4");
}

TEST_CASE("a dead key is lost and its letter arrives plain") {
    auto keys = layout("es");
    CHECK(chord(keys, {KEY_APOSTROPHE}) == "-");
    CHECK(chord(keys, {KEY_E}) == "e");
}

TEST_CASE("no combination of a keyboard on the bare screen does anything") {
    auto keys = layout("us");
    const std::vector<std::uint32_t> with{KEY_LEFTCTRL, KEY_RIGHTCTRL, KEY_LEFTALT, KEY_LEFTMETA, KEY_RIGHTMETA};
    for (const auto held : with) {
        for (const std::uint32_t code : {KEY_TAB, KEY_ENTER, KEY_DELETE, KEY_F4, KEY_F1, KEY_SYSRQ, KEY_C, KEY_LEFT}) {
            CHECK(chord(keys, {held, code}) == "-");
        }
    }
    CHECK(chord(keys, {KEY_LEFTCTRL, KEY_LEFTALT, KEY_DELETE}) == "-");
    CHECK(chord(keys, {KEY_LEFTCTRL, KEY_LEFTALT, KEY_F2}) == "-");
    for (const std::uint32_t code :
         {KEY_F1, KEY_F12, KEY_SYSRQ, KEY_PAUSE, KEY_MENU, KEY_LEFTMETA, KEY_VOLUMEUP, KEY_POWER}) {
        CHECK(chord(keys, {code}) == "-");
    }
    CHECK(chord(keys, {KEY_C}) == "c");
}

TEST_CASE("a layout of no such name is a failure that names the remedy") {
    const auto read = Layout::read("no-such-layout");
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().what == "read the keyboard's layout: there is none of this name");
    CHECK(read.error().hint.find("XKB_DEFAULT_LAYOUT") != std::string::npos);
}

TEST_CASE("whatever keys go down and up, a letter is never a control character") {
    auto keys = layout("us");
    std::mt19937 random(5);
    for (int stroke = 0; stroke < 20'000; ++stroke) {
        const auto code = static_cast<std::uint32_t>(random() % 1024);
        if (random() % 2 == 0) {
            keys.up(code);
            continue;
        }
        const auto key = keys.down(code);
        if (!key || key->name != Key::Name::Letter) continue;
        REQUIRE_FALSE(key->letter().empty());
        REQUIRE(static_cast<unsigned char>(key->letter().front()) >= ' ');
    }
}

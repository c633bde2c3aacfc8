// Where a keyboard goes on the glass, as tables: things by a letter each, in a small map.
#include "kiosk/shell/focus.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace hineni;
using touch::Role;

namespace {

// Each letter of the map is a target of 10 x 10 there; small letters are keys, "#" a sheet, "-" what is off.
focus::Targets map(const std::vector<std::string>& rows) {
    focus::Targets all;
    for (std::size_t y = 0; y < rows.size(); ++y) {
        for (std::size_t x = 0; x < rows[y].size(); ++x) {
            const char c = rows[y][x];
            if (c == ' ') continue;
            touch::Target target;
            target.id = static_cast<std::uint32_t>(c);
            target.box = {static_cast<float>(x) * 20, static_cast<float>(y) * 20, 10, 10};
            target.role = c == '#' ? Role::Sheet : c >= 'a' && c <= 'z' ? Role::Key : Role::Button;
            target.on = c != '-';
            all.push_back(target);
        }
    }
    return all;
}

std::string told(std::optional<std::uint32_t> id) {
    return id ? std::string(1, static_cast<char>(*id)) : "nothing";
}

std::string order(const focus::Targets& targets, Across across = Across::LeftToRight) {
    std::string all;
    for (const auto id : focus::stops(targets, across)) all += static_cast<char>(id);
    return all;
}

}  // namespace

TEST_CASE("Tab goes row by row, keys last, past what is off and what only shows a text") {
    CHECK(order(map({"AB-", "qwC", "#DE"})) == "ABCDEqw");
    CHECK(order(map({"AB-", "qwC", "#DE"}), Across::RightToLeft) == "BACEDqw");
    CHECK(order({}).empty());
}

TEST_CASE("Tab goes round, and starts at the ends") {
    const auto targets = map({"AB", "C-"});
    CHECK(told(focus::next(targets, Across::LeftToRight, 'A')) == "B");
    CHECK(told(focus::next(targets, Across::LeftToRight, 'C')) == "A");
    CHECK(told(focus::next(targets, Across::LeftToRight, std::nullopt)) == "A");
    CHECK(told(focus::previous(targets, Across::LeftToRight, 'A')) == "C");
    CHECK(told(focus::previous(targets, Across::LeftToRight, 'B')) == "A");
    CHECK(told(focus::previous(targets, Across::LeftToRight, 'Z')) == "C");
    CHECK(told(focus::next(map({"-#"}), Across::LeftToRight, std::nullopt)) == "nothing");
}

TEST_CASE("an arrow goes to what is nearest that way, straight ahead before aside") {
    const auto targets = map({"A B", " C-", "D E"});
    struct Go {
        char from;
        focus::Way way;
        const char* to;
    };
    using focus::Way;
    for (const auto& go : {Go{'A', Way::Right, "B"}, Go{'A', Way::Down, "D"}, Go{'B', Way::Down, "E"},
                           Go{'C', Way::Up, "A"}, Go{'C', Way::Left, "A"}, Go{'E', Way::Left, "D"},
                           Go{'A', Way::Up, "nothing"}, Go{'B', Way::Right, "nothing"}}) {
        CAPTURE(go.from);
        CHECK(told(focus::towards(targets, go.way, go.from)) == go.to);
    }
    CHECK(told(focus::towards(targets, Way::Down, std::nullopt)) == "nothing");
}

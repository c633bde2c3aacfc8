// Half a minute: what a sign-up takes in touches beyond the characters themselves. The same rehearsals as bench/taps.
#include <doctest/doctest.h>

#include <sstream>

#include "tests/stories/vigil.hpp"

using namespace hineni;

namespace {

struct Count {
    std::size_t touches = 0;
    std::size_t keys = 0;     // Touches of `type` steps.
    std::size_t endings = 0;  // Touches that enter the rest of an address.
    [[nodiscard]] std::size_t beyond() const { return touches - keys - endings; }
};

// A step's touches stand before its line.
Count count(const std::string& out) {
    Count all;
    std::size_t here = 0;
    std::istringstream lines(out);
    for (std::string line; std::getline(lines, line);) {
        here += line.starts_with("touch ") ? 1 : 0;
        if (!line.starts_with("line ")) continue;
        all.touches += here;
        if (line.find(": type ") != std::string::npos) all.keys += here;
        if (line.find(": tap \"@") != std::string::npos) all.endings += here;
        here = 0;
    }
    return all;
}

Count played(const Vigil& vigil, const std::string& script) {
    auto command = vigil.rehearsal(script);
    command.emplace_back("--touches");
    const auto said = finish(command);
    REQUIRE_MESSAGE(said.exit_code == 0, said.out << said.err);
    return count(said.out);
}

std::string script(const std::string& language) {
    return read_whole(std::string(HINENI_SOURCE) + "/tests/rehearsals/half-a-minute-" + language + ".rehearsal");
}

}  // namespace

TEST_CASE("a sign-up on the sample vigil takes six touches beyond its characters, and one more in Spanish") {
    const Vigil vigil;
    const auto english = played(vigil, script("english"));
    CHECK(english.beyond() <= 6);
    CHECK(english.keys == std::string_view("Dana Levidana.levi02139").size());  // No touch for a capital or a point.
    CHECK(english.endings == 1);
    const auto spanish = played(vigil, script("spanish"));
    CHECK(spanish.beyond() <= english.beyond() + 1);
    CHECK(spanish.keys == english.keys);
}

TEST_CASE("where nothing else is asked, a sign-up takes five touches beyond its characters") {
    const Vigil vigil;
    auto toml = read_whole(vigil.event() / "event.toml");
    toml.erase(toml.find("\n[[form]]"));  // The event, its key and its drop.
    toml += R"(
[[form]]
id = "join"
kind = "signup"
title = { en = "Join us" }
  [[form.field]]
  id = "name"
  kind = "name"
  label = { en = "Your name" }
  [[form.field]]
  id = "email"
  kind = "email"
  label = { en = "Email" }
  [[form.field]]
  id = "postal_code"
  kind = "postal_code"
  label = { en = "ZIP code" }
  [[form.consent]]
  id = "newsletter"
  to = "us"
  channel = "email"
  text = { en = "Send me the weekly newsletter." }
)";
    write_whole(vigil.event() / "event.toml", toml);
    const auto lean = played(vigil,
                             "tap \"Join us\"\ntype \"Dana Levi\"\ntap \"Email\"\ntype \"dana.levi\"\n"
                             "tap \"@gmail.com\"\ntype \"02139\"\nnext\ntap \"Yes\"\nnext\n"
                             "see \"Thank you\"\n");
    CHECK(lean.beyond() <= 5);
    CHECK(lean.touches <= 29);
}

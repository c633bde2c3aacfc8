// The receipt code between the store and the glass: who gets which, who gets none, and who hears it.
#include "hineni/receipt_code.hpp"

#include <doctest/doctest.h>

#include <set>

#include "tests/kiosk/shell/theatre.hpp"

using namespace hineni;

namespace {

EventPack with_a_name_alone() {
    auto pack = sample::pack();
    pack.name = sample::words("Vigil", "Vigilia");
    pack.place = pack.name;
    pack.forms = {sample::join()};
    pack.forms[0].fields.resize(1);
    pack.forms[0].consents.clear();
    return pack;
}

const std::string sign_up = "tap \"Join us\"\ntype \"Ada\"\nnext\n";
const std::string look = "tap \"Change your mind later?\"\nsee \"Keep this code.\"\n";

// Goes on by keys until the card is stored or is not.
void store(Stage& stage, Now& now) {
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width) * height);
    for (int rounds = 0; rounds < 3; ++rounds) {
        (void)stage.paint({pixels.data(), width, height, width});
        stage.turn(std::nullopt, now);
    }
}

}  // namespace

TEST_CASE("the thank-you has the code of the entry that was sealed, in groups") {
    Theatre theatre(with_a_name_alone());
    auto stage = theatre.stage();
    Now now;
    now.monotonic = sample::noon;
    rehearsal::Attendee attendee(stage, now, width, height, {}, theatre.out);
    REQUIRE(attendee.play(rehearsal::read_script(sign_up).value()));
    const auto& thanks = std::get<Thanks>(stage.session().state());
    REQUIRE(theatre.shelf.codes.size() == 1);
    CHECK(receipt_code_in(theatre.shelf.codes[0]) == theatre.shelf.codes[0]);
    CHECK(thanks.receipt_code.text() == in_groups(theatre.shelf.codes[0]));
}

TEST_CASE("no two people get the same code, and neither reads it twice") {
    Theatre theatre(with_a_name_alone());
    std::string all;
    for (int i = 0; i < 6; ++i) all += sign_up + look + "next\nsee \"Join us\"\nnot see \"Change your mind\"\n";
    CHECK(theatre.play(all) == "");
    const std::set<std::string> different(theatre.shelf.codes.begin(), theatre.shelf.codes.end());
    CHECK(different.size() == 6);
    // What a rehearsal prints has none of them.
    for (const auto& code : different) {
        CHECK(std::string_view(theatre.said).find(in_groups(code)) == std::string_view::npos);
        CHECK(std::string_view(theatre.said).find(code) == std::string_view::npos);
    }
}

TEST_CASE("a kiosk that stored nothing shows no code, and the one after trying again is the one that was sealed") {
    Theatre theatre(with_a_name_alone());
    auto stage = theatre.stage();
    Now now;
    now.monotonic = sample::noon;
    rehearsal::Attendee attendee(stage, now, width, height, {}, theatre.out);
    theatre.shelf.full = true;
    REQUIRE(attendee.play(
        rehearsal::read_script(sign_up + "see \"Not saved yet\"\nnot see \"Change your mind\"\n").value()));
    REQUIRE(theatre.shelf.codes.size() == 1);
    theatre.shelf.full = false;
    stage.turn(Key{.name = Key::Name::Tab}, now);
    stage.turn(Key{.name = Key::Name::Enter}, now);
    store(stage, now);
    REQUIRE(std::holds_alternative<Thanks>(stage.session().state()));
    CHECK(theatre.shelf.codes.size() == 1);
    CHECK(std::get<Thanks>(stage.session().state()).receipt_code.text() == in_groups(theatre.shelf.codes[0]));
}

TEST_CASE("the code is reached and left by keys, and Finish is where they begin") {
    Theatre theatre(with_a_name_alone());
    const std::string signed_up =
        "press Tab\npress Enter\nwrite \"Ada\"\npress Enter\npress Enter\nsee \"Thank you\"\n";
    CHECK(theatre.play(signed_up + "press Shift+Tab\npress Enter\nsee \"Keep this code.\"\npress Escape\n" +
                       "not see \"Keep this code.\"\nsee \"Thank you\"\npress Enter\nsee \"Keep this code.\"\n" +
                       "press Enter\nsee \"Join us\"\n") == "");
    CHECK(theatre.play(signed_up + "press Enter\nsee \"Join us\"\n") == "");
    CHECK(theatre.taps == 0);
}

TEST_CASE("the voice reads the code sign by sign, and tells no rehearsal") {
    Theatre theatre(with_a_name_alone());
    theatre.speak();
    auto stage = theatre.stage();
    Now now;
    now.monotonic = sample::noon;
    rehearsal::Attendee attendee(stage, now, width, height, {}, theatre.out);
    const auto script =
        "press Enter\nwrite \"Ada\"\npress Enter\npress Enter\nsee \"Thank you\"\n"
        "press Shift+Tab\npress Enter\nhear \"Keep this code.\"\nhear \"Finish, button\"\n";
    REQUIRE(attendee.play(rehearsal::read_script(script).value()));
    CHECK(stage.said().find(theatre.shelf.codes[0].substr(0, 4)) == std::string::npos);
    const auto& code = theatre.shelf.codes[0];
    std::string spoken;
    for (std::size_t i = 0; i < code.size(); ++i)
        spoken += (i > 0 && i % 4 == 0 ? ". " : "") + code.substr(i, 1) + ", ";
    CHECK(code_on(stage.session()).text() == spoken);
    REQUIRE(attendee.play(rehearsal::read_script("press Escape\n").value()));
    CHECK(code_on(stage.session()).empty());
}

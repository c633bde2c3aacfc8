// Attendees who never touch the glass: whole cards by keys, in both directions of writing, and what the voice says.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <csignal>

#include "kiosk/shell/rehearsal_words.hpp"
#include "tests/kiosk/shell/theatre.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;

namespace {

EventPack pack_in(std::vector<Language> languages) {
    auto pack = sample::pack();
    pack.name = sample::words("Vigil", "Vigilia");
    pack.place = pack.name;
    pack.languages = std::move(languages);
    return pack;
}

EventPack with_one_field(FieldKind kind = FieldKind::Name) {
    auto pack = pack_in({"en", "es"});
    pack.forms = {sample::join()};
    pack.forms[0].fields = {sample::field("name", kind)};
    pack.forms[0].consents.clear();
    return pack;
}

const std::string opened = "press Tab\npress Enter\n";

}  // namespace

TEST_CASE("the sign-up, the pledge and the list of dates are done by keys alone, also from right to left") {
    for (const Language language : {"en", "he"}) {
        CAPTURE(language);
        Theatre theatre(pack_in({language, "es"}));
        // Name, e-mail, phone and postal code, then what to choose, then four questions on two pages.
        CHECK(theatre.play(opened +
                           "write \"Ada\"\npress Enter\nwrite \"a@b.org\"\npress Enter\npress Enter\npress Enter\n"
                           "press Enter\nsee \"Calls\"\npress Down\npress Enter\n"
                           "press Up\npress Shift+Tab\npress Shift+Tab\npress Shift+Tab\npress Enter\n"
                           "see \"May we: newsletter?\"\npress Space\npress Down\npress Down\npress Down\npress Enter\n"
                           "see \"May we: share?\"\npress Down\npress Enter") == "");
        CHECK(theatre.shelf.kept.size() == 1);
        CHECK(theatre.taps == 0);
        CHECK(theatre.play(
                  "press Tab\npress Tab\npress Enter\nsee \"We stand together.\"\npress Enter\n"
                  "write \"Ada\"\npress Enter\npress Enter\nsee \"May we: newsletter?\"\n"
                  "press Down\npress Down\npress Enter\npress Enter\nwrite \"Ada\"\npress Enter\npress Enter") == "");
        CHECK(theatre.shelf.kept.size() == 2);
        CHECK(theatre.play("press Tab\npress Tab\npress Tab\npress Enter\nsee \"Action night\"\npress Enter\n"
                           "press Tab\npress Tab\npress Tab\npress Tab\npress Enter\n"
                           "write \"Ada\"\npress Enter\npress Enter") == "");
        CHECK(theatre.shelf.kept.size() == 3);
    }
}

TEST_CASE("keys are somebody there, and the one that answers the question does nothing else") {
    Theatre theatre(with_one_field());
    CHECK(theatre.play(opened + "write \"A\"\nwait 40s\npress Tab\nwait 40s\nnot see \"Are you still there?\"\n"
                                "wait 5s\nsee \"Are you still there?\"\npress Enter\nsee \"Join us\"\n"
                                "not see \"Are you still there?\"\nwait 60s\nsee \"Vigil\"") == "");
}

TEST_CASE("letters go where the caret stands, wherever the focus was, and it goes along") {
    Theatre theatre(with_one_field());
    theatre.speak();
    // The eye that hides what is typed, and the button before the field.
    for (const char* away : {"press Tab\nhear \"Hide what I type, button\"\n", "press Shift+Tab\nhear \"button\"\n"}) {
        CAPTURE(away);
        CHECK(theatre.play(
                  std::string("press Enter\n") + "write \"Ad\"\n" + away +
                  "write \"a\"\nhear \"name, text field\"\npress Tab\n" +
                  "hear \"Hide what I type, button\"\npress Backspace\nhear \"name, text field\"\nwrite \"a\"\n" +
                  "press Enter\nhear \"Continue, button\"\npress Enter\nsee \"Thank you\"") == "");
    }
    CHECK(theatre.shelf.kept.size() == 2);
    CHECK(theatre.play("write \"A\"").find("nothing on the glass is being typed into") != std::string::npos);
}

TEST_CASE("a space on a button is a tap, and no letter") {
    Theatre theatre(with_one_field());
    theatre.speak();
    CHECK(theatre.play(std::string("press Enter\n") +
                       "write \"Ada\"\npress Tab\npress Space\nhear \"Show what I type\"\npress Shift+Tab\n" +
                       "hear \"name, text field, hidden\"") == "");
}

TEST_CASE("the focus shows from the first key until a finger comes") {
    Theatre theatre(with_one_field());
    auto stage = theatre.stage();
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width) * height);
    const Pixels target{pixels.data(), width, height, width};
    Now now;
    now.monotonic = sample::noon;
    stage.turn(std::nullopt, now);
    (void)stage.paint(target);
    const auto without = pixels;
    stage.turn(Key{}, now);
    (void)stage.paint(target);
    const auto shown = pixels;
    CHECK(shown != without);
    stage.turn(std::nullopt, now);
    (void)stage.paint(target);
    CHECK(pixels == shown);
    stage.turn(touch::Touch{touch::Edge::Down, 1, 1}, now);
    (void)stage.paint(target);
    CHECK(pixels == without);
}

TEST_CASE("the voice tells what a field is and how it stands, and keeps its answer to itself") {
    Theatre theatre(with_one_field());
    theatre.speak();
    CHECK(theatre.play("hear \"Join us, button\"\npress Enter\nhear \"name, text field, empty\"\nwrite \"Ada\"\n"
                       "press Shift+Tab\nhear \"button\"\npress Tab\nhear \"name, text field\"\npress Tab\n"
                       "hear \"Hide what I type, button\"\npress Enter\npress Shift+Tab\n"
                       "hear \"name, text field, hidden\"\nwrite \"x\"\nhear \"hidden\"\npress Backspace\n"
                       "hear \"Delete\"") == "");
    CHECK(theatre.play("press Enter\nwrite \"Zebedee\"\npress Shift+Tab\npress Tab\nhear \"Zebedee\"")
              .find("said was \"name, text field\"") != std::string::npos);
}

TEST_CASE("what is wrong is said where it is, as soon as it is found") {
    Theatre theatre(with_one_field(FieldKind::Email));
    theatre.speak();
    CHECK(theatre.play("press Enter\nwrite \"ada\"\npress Enter\nhear \"Continue, button\"\npress Enter\n"
                       "hear \"name, text field, Please check this address.\"") == "");
}

TEST_CASE("while the voice is on, the first tap asks and the second does it") {
    Theatre theatre(with_one_field());
    theatre.speak();
    const std::string on_card = "tap \"Join us\"\nsee \"Continue\"\n";  // It had the focus: one tap.
    CHECK(theatre.play(on_card + "tap \"Back\"\nhear \"Back, button\"\nsee \"Continue\"\ntap \"Back\"\n"
                                 "hear \"Join us, button\"") == "");
    CHECK(theatre.play("tap \"Join us\"\ntap \"Q\"\ntap \"Q\"\ntap \"name\"\nhear \"name, text field\"\n"
                       "not see \"empty\"") == "");
}

TEST_CASE("where nothing speaks the language, English does, in English words") {
    Theatre theatre(pack_in({"yi", "es"}));
    theatre.speak();
    Speaker speaker({"espeak-ng", "-w", "/dev/null"});
    auto stage = theatre.stage(&speaker);
    Now now;
    now.monotonic = sample::noon;
    stage.turn(std::nullopt, now);
    CHECK(stage.said().find("Join us, button") != std::string::npos);
}

TEST_CASE("nothing is said unless somebody asked for it") {
    Theatre theatre(with_one_field());
    CHECK(theatre.play("press Tab\nhear \"Join us\"").find("said was nothing") != std::string::npos);
}

TEST_CASE("the wipe ends what is being said about an answer") {
    const FreshFolder folder;
    REQUIRE(mkfifo((folder / "out").c_str(), 0600) == 0);  // Nobody reads it: the voice goes on and on.
    Theatre theatre(with_one_field());
    theatre.speak();
    Speaker speaker({"espeak-ng", "-w", (folder / "out").string()});
    auto stage = theatre.stage(&speaker);
    Now now;
    now.monotonic = sample::noon;
    stage.turn(std::nullopt, now);
    stage.turn(Key{.name = Key::Name::Enter, .shift = false, .text = {}}, now);
    REQUIRE(stage.said().find("text field") != std::string::npos);
    const auto about_answer = speaker.speaking();
    REQUIRE(about_answer);
    CHECK(kill(*about_answer, 0) == 0);
    stage.turn(Key{.name = Key::Name::Escape, .shift = false, .text = {}}, now);
    REQUIRE(std::holds_alternative<Welcome>(stage.session().state()));
    while (kill(*about_answer, 0) == 0) speaker.reap();
    CHECK(speaker.speaking() != about_answer);
}

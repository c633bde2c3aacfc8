// Attendees who never were, on a stage with a store that fails when told to.
#include "kiosk/shell/rehearsal.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "kiosk/shell/rehearsal_words.hpp"
#include "tests/kiosk/shell/theatre.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

EventPack only(Form form) {
    auto pack = sample::pack();
    pack.name = sample::words("Vigil", "Vigilia");
    pack.place = pack.name;
    pack.forms = {std::move(form)};
    return pack;
}

Form short_form() {
    Form form = sample::join();
    form.fields.resize(1);
    form.consents.clear();
    return form;
}

std::string contents(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("every sample rehearsal is met on the sample vigil") {
    const auto vigil = read_event_pack(fs::path(HINENI_SOURCE) / "assets/events/vigil");
    REQUIRE(vigil);
    int played = 0;
    for (const auto& each : fs::directory_iterator(fs::path(HINENI_SOURCE) / "tests/rehearsals")) {
        if (each.path().extension() != ".rehearsal") continue;
        // An organizer wants a device below the glass: stories/organizer.cpp has one.
        if (each.path().stem() == "organizer") continue;
        CAPTURE(each.path().filename());
        Theatre theatre(*vigil);
        CHECK(theatre.play(contents(each.path())) == "");
        ++played;
    }
    CHECK(played >= 5);
}

TEST_CASE("the thank-you is painted after the store said yes, and one moment before it") {
    Theatre theatre(only(short_form()));
    auto stage = theatre.stage();
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width) * height);
    const Pixels target{pixels.data(), width, height, width};
    Now now;
    now.monotonic = sample::noon;
    const auto tap_main = [&] {
        const auto targets = stage.ledger().targets();
        for (const auto& each : targets) {
            if (!each.main) continue;
            stage.turn(touch::Touch{touch::Edge::Down, each.box.x + 5, each.box.y + 5}, now);
            stage.turn(touch::Touch{touch::Edge::Up, each.box.x + 5, each.box.y + 5}, now);
            return stage.paint(target);
        }
        return Stage::Painted{};
    };
    (void)stage.paint(target);
    (void)tap_main();
    const auto keys = stage.ledger().targets();
    for (const auto& each : keys) {
        if (each.label != "A") continue;
        stage.turn(touch::Touch{touch::Edge::Down, each.box.x + 5, each.box.y + 5}, now);
        stage.turn(touch::Touch{touch::Edge::Up, each.box.x + 5, each.box.y + 5}, now);
    }
    (void)stage.paint(target);
    const auto one_moment = tap_main();
    CHECK(stage.busy());
    CHECK(rehearsal::is_on_glass(stage.ledger(), "One moment"));
    CHECK(theatre.shelf.kept.empty());
    CHECK_FALSE(one_moment.thanked);
    stage.turn(std::nullopt, now);
    REQUIRE(theatre.shelf.kept.size() == 1);
    const auto thanks = stage.paint(target);
    CHECK(thanks.thanked == theatre.shelf.kept[0].id);
    CHECK(rehearsal::is_on_glass(stage.ledger(), "Thank you"));
    CHECK_FALSE(stage.paint(target).thanked);
}

TEST_CASE("a full disk is no thank-you, and trying again stores the same envelope") {
    Theatre theatre(only(short_form()));
    theatre.shelf.full = true;
    CHECK(theatre.play("tap \"Join us\"\ntype \"Ada\"\nnext\nnot see \"Thank you\"\nnext\nnot see \"Thank you\"") ==
          "");
    CHECK(theatre.shelf.kept.empty());
    REQUIRE(theatre.shelf.asked.size() == 2);
    CHECK(theatre.shelf.asked[0] == theatre.shelf.asked[1]);
    CHECK(std::string_view(theatre.said, theatre.said_size).find("thanked") == std::string_view::npos);
}

TEST_CASE("thanked is said once for each entry, with its id") {
    Theatre theatre(only(short_form()));
    CHECK(theatre.play("tap \"Join us\"\ntype \"Ada\"\nnext\nnext\ntap \"Join us\"\ntype \"Bo\"\nnext\nwait 5s") == "");
    REQUIRE(theatre.shelf.kept.size() == 2);
    CHECK(theatre.shelf.kept[0].id != theatre.shelf.kept[1].id);
    const std::string said(theatre.said, theatre.said_size);
    for (const auto& each : theatre.shelf.kept) CHECK(said.find("thanked " + hex(each.id.bytes) + "\n") != said.npos);
    CHECK(said.find("Ada") == said.npos);
    CHECK(theatre.taps == 10);
}

TEST_CASE("a kiosk that cannot open its queue is out of order until a touch finds it open") {
    Theatre theatre(only(short_form()));
    theatre.shelf.closed = true;
    auto stage = theatre.stage();
    REQUIRE(std::holds_alternative<OutOfOrder>(stage.session().state()));
    CHECK_FALSE(stage.next_wake());
    Now now;
    stage.turn(touch::Touch{touch::Edge::Down, 10, 10}, now);
    CHECK(std::holds_alternative<OutOfOrder>(stage.session().state()));
    theatre.shelf.closed = false;
    stage.turn(touch::Touch{touch::Edge::Up, 10, 10}, now);
    stage.turn(touch::Touch{touch::Edge::Down, 10, 10}, now);
    CHECK(std::holds_alternative<Welcome>(stage.session().state()));
}

TEST_CASE("a script that is not met names its line and the glass, never what was typed") {
    Theatre theatre(only(short_form()));
    const auto error = theatre.play("tap \"Join us\"\ntype \"Zebedee\"\n\nsee \"Goodbye\"\n");
    CHECK(error.find("line 4: see \"Goodbye\": not on the glass") == 0);
    CHECK(error.find("\"Join us\"") != std::string::npos);
    CHECK(error.find("Zebedee") == std::string::npos);
}

TEST_CASE("each way in which a step is not met is told apart") {
    Theatre theatre(only(sample::pledge()));
    CHECK(theatre.play("not see \"Sign the pledge\"").find("it is on the glass") != std::string::npos);
    CHECK(theatre.play("tap \"Nowhere\"").find("nothing to tap says so") != std::string::npos);
    CHECK(theatre.play("language \"Klingon\"").find("nothing to tap says so") != std::string::npos);
    CHECK(theatre.play("type \"a\"").find("tap a field first") != std::string::npos);
    CHECK(theatre.play("draw 0,0 1,1").find("there is no signature pad") != std::string::npos);
    CHECK(theatre.play("tap \"Sign the pledge\"\ntap \"Up\"").find("cannot be tapped now") != std::string::npos);
    CHECK(theatre.play("tap \"Sign the pledge\"\nnext\ntype \"A7\"").find("character 2: the keyboard") !=
          std::string::npos);
}

#include "kiosk/shell/upkeep.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/kiosk/shell/theatre.hpp"
#include "tests/support/envelopes.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

// A kiosk's entries, a stick beside them, and a rule that lets go what the test says.
struct Vestry {
    Vestry() { fs::create_directory(stick()); }

    Envelope add() {
        auto added = noise_envelope();
        REQUIRE(queue.add(added));
        upkeep.copy(added);
        return added;
    }
    // A whole round; how many steps it took.
    int round() {
        int steps = 1;
        while (upkeep.step(queue, {})) ++steps;
        return steps;
    }
    [[nodiscard]] std::size_t in_queue() const { return QueueReader::open(state()).value().ids().value().size(); }
    [[nodiscard]] std::size_t on_stick() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(stick()), fs::directory_iterator()));
    }
    void pull_out() const { fs::rename(stick(), folder / "pulled out"); }
    void plug_in() const { fs::rename(folder / "pulled out", stick()); }
    [[nodiscard]] fs::path stick() const { return folder / "stick"; }
    [[nodiscard]] fs::path state() const { return folder / "state"; }

    FreshFolder folder;
    Queue queue = Queue::open(folder / "state").value();
    std::vector<EntryId> let_go;
    bool rule_fails = false;
    int asked = 0;
    Upkeep upkeep{folder / "state", folder / "stick", [this](const Moment&) -> Result<std::vector<EntryId>> {
                      ++asked;
                      if (rule_fails) return fail("read ledger: the disk is broken");
                      return let_go;
                  }};
};

// Steps that a store was let do, and what it says of its mirror.
struct Steps {
    int taken = 0;
    int waiting = 0;  // More steps that it asks for.
    bool missing = false;

    Store in(Store store) {
        store.upkeep = [this](const Moment&) {
            ++taken;
            return waiting-- > 0;
        };
        store.second_copy_missing = [this] { return missing; };
        return store;
    }
};

void play(rehearsal::Attendee& attendee, const std::string& script) {
    const auto read = rehearsal::read_script(script);
    REQUIRE(read);
    const auto met = attendee.play(*read);
    CHECK_MESSAGE(met, (met ? "" : met.error().what));
}

}  // namespace

TEST_CASE("what the rule lets go is erased a few at a time and nothing else") {
    Vestry table;
    for (int i = 0; i < 50; ++i) table.let_go.push_back(table.add().id);
    for (int i = 0; i < 3; ++i) table.add();
    CHECK(table.round() >= 3);
    CHECK(table.asked == 1);
    CHECK(table.in_queue() == 3);
    CHECK(table.queue.tally().value() == 53);
    CHECK(table.on_stick() == 53);
    CHECK(fs::file_size(table.state() / "queue.db-wal") == 0);
}

TEST_CASE("where the rule cannot be read nothing is erased and the mirror is still looked after") {
    Vestry table;
    table.add();
    fs::remove_all(table.stick());
    fs::create_directory(table.stick());
    table.rule_fails = true;
    table.round();
    CHECK(table.in_queue() == 1);
    CHECK(table.on_stick() == 1);
}

TEST_CASE("a stick that is pulled out is told and made up for once it is back") {
    Vestry table;
    table.add();
    CHECK_FALSE(table.upkeep.second_copy_missing());
    table.pull_out();
    table.add();
    CHECK(table.upkeep.second_copy_missing());
    table.add();
    table.round();
    CHECK(table.upkeep.second_copy_missing());
    CHECK_FALSE(fs::exists(table.stick()));
    CHECK(table.in_queue() == 3);
    table.plug_in();
    CHECK(table.upkeep.second_copy_missing());  // Not before all is there.
    table.round();
    CHECK_FALSE(table.upkeep.second_copy_missing());
    CHECK(table.on_stick() == 3);
    table.add();
    CHECK(table.on_stick() == 4);
}

TEST_CASE("a stick that is pulled out while nobody signs is noticed in the next round") {
    Vestry table;
    table.add();
    table.round();
    table.pull_out();
    CHECK_FALSE(table.upkeep.second_copy_missing());
    table.round();
    CHECK(table.upkeep.second_copy_missing());
}

TEST_CASE("without a mirror nothing is ever missing") {
    const FreshFolder folder;
    auto queue = Queue::open(folder.path()).value();
    Upkeep upkeep(folder.path(), {}, [](const Moment&) { return std::vector<EntryId>{}; });
    const auto added = noise_envelope();
    REQUIRE(queue.add(added));
    upkeep.copy(added);
    while (upkeep.step(queue, {})) {}
    CHECK_FALSE(upkeep.second_copy_missing());
}

TEST_CASE("the stage lets its store work at the start, then every five minutes, and never with a card open") {
    Theatre theatre(short_pack());
    Steps steps{.waiting = 2};
    auto stage = theatre.stage_with(steps.in(theatre.shelf.store()));
    CHECK(stage.next_wake() == sample::noon);
    for (int i = 0; i < 10 && stage.next_wake() == sample::noon; ++i) stage.turn(std::nullopt, at_time(sample::noon));
    CHECK(steps.taken == 3);
    CHECK(stage.next_wake() == sample::noon + 5min);
    stage.turn(std::nullopt, at_time(sample::noon + 4min));
    CHECK(steps.taken == 3);
    stage.turn(std::nullopt, at_time(sample::noon + 5min));
    CHECK(steps.taken == 4);
}

TEST_CASE("the end of a turn is the time for upkeep and a touch never waits for it") {
    Theatre theatre(short_pack());
    Steps steps;
    auto stage = theatre.stage_with(steps.in(theatre.shelf.store()));
    rehearsal::Attendee attendee(stage, at_time(sample::noon), width, height, {}, theatre.out);
    const auto plays = [&](const std::string& script) { play(attendee, script); };
    plays("tap \"Join us\"\ntype \"Ada\"\nwait 40s\n");
    CHECK(steps.taken == 1);  // At the start.
    plays("next\nsee \"Thank you\"\nwait 10s\n");
    CHECK(steps.taken == 1);
    plays("next\nsee \"Join us\"\nwait 1s\n");
    CHECK(steps.taken == 2);
}

TEST_CASE(
    "the organizer is called on the welcome screen when the second copy is missing and nobody reads it elsewhere") {
    Theatre theatre(short_pack());
    Steps steps;
    auto stage = theatre.stage_with(steps.in(theatre.shelf.store()));
    rehearsal::Attendee attendee(stage, at_time(sample::noon), width, height, {}, theatre.out);
    const auto plays = [&](const std::string& script) { play(attendee, script); };
    plays("wait 1s\nnot see \"please look\"\ntap \"Join us\"\ntype \"Ada\"");
    steps.missing = true;
    plays("next\nsee \"Thank you\"\nnot see \"please look\"\nnext\nwait 1s\nsee \"Organizer, please look\"\n");
    plays("tap \"Join us\"\nnot see \"please look\"\nback\nsee \"Organizer, please look\"");
    // Who plugged it back in sees the line go within half a minute.
    plays("wait 1s");
    steps.missing = false;
    plays("wait 31s\nnot see \"please look\"");
}

// The organizer at the table, with the real program: a PIN, a practice, the real evening, and a wipe at its end.
#include <doctest/doctest.h>

#include "tests/stories/vigil.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

const std::string comes_in = "corner\nsee \"Organizer's PIN\"\npin \"271828\"\nnext\n";
const std::string holds_twice =
    "hold \"Hold for 3 seconds\" 3s\nsee \"Hold once more\"\nhold \"Hold once more\" 3s\nsee \"Everything is gone\"\n";

}  // namespace

TEST_CASE("an organizer chooses a PIN, practises, and the evening holds real names alone until it is wiped") {
    const Vigil vigil;
    vigil.play(read_whole(std::string(HINENI_SOURCE) + "/tests/rehearsals/organizer.rehearsal"));
    CHECK(vigil.status()["safe_here"] == 0);
    vigil.play(signs_up("Ada"));
    // A restart in the middle of a practice comes back to the real list.
    vigil.play(comes_in + "tap \"Practice\"\nnext\nsee \"Practice is on\"\nback\ntap \"Close\"\n" + signs_up("Nobody"));
    vigil.play("see \"Stand with us\"\n" + comes_in + "tap \"Practice\"\nnot see \"Practice is on\"\n");
    CHECK_FALSE(fs::exists(vigil.state() / "practice"));

    vigil.play(comes_in + "tap \"Wipe everything\"\nsee \"Lose 1 entry that nobody else has\"\n");
    const auto people = vigil.delivered();
    REQUIRE(people.size() == 1);
    CHECK(people[0]["answers"]["name"] == "Ada");

    vigil.play(comes_in + "tap \"Wipe everything\"\nnot see \"Lose\"\n" + holds_twice +
               "wait 10min\nsee \"Everything is gone\"\n");
    for (const char* gone : {"queue.db", "queue.db-wal", "device.key", "pin", "practice"}) {
        CAPTURE(gone);
        CHECK_FALSE(fs::exists(vigil.state() / gone));
    }
}

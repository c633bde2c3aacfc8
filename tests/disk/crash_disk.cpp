// The crash disk itself: what it must get right for anything that is found with it to count.
#include "tests/support/crash_disk.hpp"

#include <doctest/doctest.h>

#include "hineni/queue.hpp"
#include "hineni/seal.hpp"
#include "tests/support/envelopes.hpp"

using namespace hineni;

TEST_CASE("a queue on the crash disk works, and lies on no real disk") {
    CrashDisk disk;
    const auto state = disk.folder() / "kiosk";
    const auto envelope = noise_envelope();
    {
        auto queue = Queue::open(state).value();
        REQUIRE(queue.add(envelope));
        CHECK(QueueReader::open(state).value().bytes(envelope.id).value() == envelope.bytes);
        CHECK_FALSE(Queue::open(state).has_value());
    }
    CHECK(std::filesystem::file_size(state / "queue.db") == 1);
    auto queue = Queue::open(state).value();
    CHECK(queue.tally().value() == 1);
}

TEST_CASE("one device loses its power and another beside it goes on") {
    CrashDisk disk;
    Chance chance(1);
    const auto one = disk.folder() / "one";
    const auto other = disk.folder() / "other";
    const auto envelope = noise_envelope();
    auto first = std::make_unique<Queue>(Queue::open(one).value());
    auto second = Queue::open(other).value();
    REQUIRE(first->add(envelope));
    disk.power_cut(one, chance);
    CHECK_FALSE(first->add(noise_envelope()).has_value());
    CHECK(second.add(envelope).has_value());
    first.reset();
    auto again = Queue::open(one).value();
    CHECK(again.tally().value() == 1);
    CHECK(again.add(noise_envelope()).has_value());
    disk.crash(other);
    CHECK_FALSE(second.add(noise_envelope()).has_value());
    CHECK(QueueReader::open(other).value().ids().value() == std::vector<EntryId>{envelope.id});
}

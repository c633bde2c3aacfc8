// Found by a world: a sync that fails is forgotten by the system, and a restart made what was never on the disk look
// whole.
#include <doctest/doctest.h>

#include <memory>

#include "hineni/queue.hpp"
#include "tests/support/crash_disk.hpp"
#include "tests/support/envelopes.hpp"

using namespace hineni;

TEST_CASE("a sync that failed before a restart takes nobody with it who was thanked after") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CrashDisk disk(seed);
        Chance chance(seed);
        const auto state = disk.folder() / "tablet";
        static_cast<void>(Queue::open(state).value());  // A queue like on any evening: its -wal file is short.
        auto queue = std::make_unique<Queue>(Queue::open(state).value());
        disk.watch([](CrashDisk::Call call, std::string_view) {
            return call == CrashDisk::Call::Sync ? CrashDisk::Weather::Broken : CrashDisk::Weather::Fair;
        });
        CHECK_FALSE(queue->add(noise_envelope()).has_value());
        disk.watch({});
        disk.crash(state);
        queue = nullptr;

        queue = std::make_unique<Queue>(Queue::open(state).value());
        const auto thanked = noise_envelope();
        REQUIRE(queue->add(thanked));
        disk.power_cut(state, chance);
        queue = nullptr;
        static_cast<void>(Queue::open(state).value());
        CHECK(QueueReader::open(state).value().bytes(thanked.id).value() == thanked.bytes);
    }
}

// Entries of a practice that got among the real ones, as they never ought to.
#include "hineni/practice.hpp"

#include <set>

#include "tests/sync/commands/device.hpp"

using namespace hineni;

namespace {

// Two real entries, and those of a practice before and behind them in the order of the ids.
struct Mixed {
    Mixed() {
        device.add(2);
        auto queue = Queue::open(device.state()).value();
        for (int i = 0; i < 20; ++i) {
            const auto envelope = noise_envelope(practice_event);
            practised.insert(envelope.id);
            REQUIRE(queue.add(envelope));
        }
    }
    void check(const std::filesystem::path& folder) const {
        const auto found = entries_in(folder);
        CHECK(found.size() == 2);
        for (const auto& [id, times] : found) CHECK_FALSE(practised.contains(id));
    }

    Device device;
    std::set<EntryId> practised;
};

}  // namespace

TEST_CASE("entries of a practice are delivered nowhere, and hold up no others") {
    const Mixed mixed;
    const auto said = mixed.device.sync("send");
    CHECK_MESSAGE(said.exit_code == 0, said.err);
    mixed.check(mixed.device.drop());
    CHECK(mixed.device.status()["delivered"] == 2);
    CHECK(mixed.device.status()["waiting"] == 0);
    CHECK(mixed.device.sync("send", {"--again"}).exit_code == 0);
    mixed.check(mixed.device.drop());
}

TEST_CASE("no entry of a practice is copied to a stick") {
    const Mixed mixed;
    const FreshFolder stick;
    const auto said = mixed.device.sync("export", {"--to", stick.path().string(), "--json"});
    REQUIRE_MESSAGE(said.exit_code == 0, said.err);
    CHECK(nlohmann::json::parse(said.out)["entries"] == 2);
    CHECK(nlohmann::json::parse(said.out)["damaged"] == 0);
    mixed.check(stick.path());
}

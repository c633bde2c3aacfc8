// The stick is pulled out at each call by which a copy is written to it (tests/support/last_call.hpp).
#include "sync/commands/copy.hpp"
#include "tests/support/last_call.hpp"
#include "tests/sync/commands/device.hpp"

using namespace hineni;

namespace {

struct PulledStick {
    FreshFolder folder;
    std::size_t said = 0;  // How many entries it was said to hold.

    // What came of it, with the stick there for so many calls.
    Result<Copied> copy(const Device& device, int calls, unsigned seed) {
        const auto where = std::filesystem::canonical(folder.path());
        last_call::watch({.calls = calls, .seed = seed, .below = where});
        auto copied = copy_all(device.state(), where / "hineni", [&](std::size_t done) { said = done; });
        pulled = last_call::stop();
        return copied;
    }
    // Every bundle is read as a whole on the way.
    [[nodiscard]] std::map<EntryId, int> entries() const { return entries_in(folder / "hineni"); }

    bool pulled = false;
};

}  // namespace

TEST_CASE(
    "a stick that is pulled at any call of a copy has whole bundles, all that it was said to have, and the rest next "
    "time") {
    constexpr std::size_t entries = 150;  // Three bundles.
    REQUIRE(start_sealing());
    Device device;
    device.add(entries);
    bool pulled = true;
    int calls = 0;
    for (; pulled; ++calls) {
        pulled = false;
        for (unsigned seed = 0; seed < 3; ++seed) {
            CAPTURE(calls);
            CAPTURE(seed);
            PulledStick stick;
            const auto copied = stick.copy(device, calls, seed * 7919U + static_cast<unsigned>(calls));
            pulled = pulled || stick.pulled;
            CHECK(copied.has_value() != stick.pulled);
            CHECK(stick.entries().size() >= stick.said);
            constexpr int never = 1'000'000;
            REQUIRE(stick.copy(device, never, seed));
            CHECK(stick.entries().size() == entries);
        }
    }
    CHECK(calls > 15);
}

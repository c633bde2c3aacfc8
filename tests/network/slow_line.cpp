// A slow and lossy line with the system's real TCP on it.
#include "tests/support/slow_line.hpp"
#include "tests/network/sendings.hpp"

using namespace hineni;

TEST_CASE("over a slow and lossy line all entries arrive once" * doctest::test_suite("long")) {
    if (const auto why = SlowLine::why_not(); !why.empty()) {
        MESSAGE("skipped: " << why);
        return;
    }
    SlowLine::Quality quality;
    quality.bits_per_s = 4e6;
    quality.delay = std::chrono::milliseconds(50);
    const SlowLine line(quality);
    const auto server = [&] {
        const auto at = line.far();
        return std::make_unique<WebDrop>(SlowLine::far_address);
    }();
    Sendings sendings(150);
    const auto state = sendings.fresh();
    std::size_t runs = 0;
    Sending sending;
    do {  // Where a packet too many is lost, the program says that the drop cannot be reached; it is run again.
        const auto at = line.near();
        sendings.begin("", to_drop(server->address()), server->authorities(), {}, state);
        sending = sendings.end().front();
    } while (sending.standing.waiting > 0 && ++runs < 20);
    CHECK_MESSAGE(sending.standing.delivered == 150, sending.finished.err);
    CHECK(line.count().lost > 0);
    const auto held = entries_held_by(*server);
    CHECK(held.size() == 150);
    for (const auto& [id, count] : held) CHECK(count == 1);
}

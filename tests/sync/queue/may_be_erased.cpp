// Which envelopes the kiosk may let go of, with clocks that are wrong in every way.
#include <doctest/doctest.h>

#include "hineni/queue.hpp"
#include "sync/queue/ledger.hpp"
#include "tests/support/envelopes.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;
using namespace std::chrono_literals;

namespace {

constexpr Monotonic days(int count) {
    return count * 24h;
}

Moment in_boot(int number, Monotonic since_boot, std::optional<std::int64_t> unix_s = std::nullopt, int within_s = 60) {
    Moment moment;
    moment.boot.fill(static_cast<std::uint8_t>(number));
    moment.since_boot = since_boot;
    moment.unix_s = unix_s;
    moment.within_s = within_s;
    return moment;
}

constexpr std::int64_t in_2026 = 1'796'000'000;
constexpr std::int64_t day_s = 86'400;

class Device {
  public:
    Device() {
        auto queue = Queue::open(state_.path()).value();
        for (int i = 0; i < 3; ++i) {
            const auto envelope = noise_envelope();
            REQUIRE(queue.add(envelope));
            entries.push_back({envelope.id, mark_of(envelope.bytes)});
        }
    }

    // What sync notices at a moment, and what became of entries then.
    void notice(const Moment& now, const std::vector<Listed>& delivered = {},
                const std::vector<Listed>& received = {}) {
        if (boots_.empty() || boots_.back().id != now.boot) {
            boots_.push_back({static_cast<std::int64_t>(boots_.size() + 1), now.boot, Monotonic(0), {}});
        }
        boots_.back().lasted = now.since_boot;
        if (now.unix_s) boots_.back().known.push_back(now);
        Change change;
        change.boot = boots_.back();
        if (!delivered.empty()) change.delivered = {{"bundle", 1, delivered, {}}};
        change.received = received;
        REQUIRE(Ledger::open(state_.path()).value().record(change));
    }

    [[nodiscard]] std::size_t may(Erase rule, int after_days, const Moment& now) {
        const auto ids = may_be_erased(state_.path(), event_tag("vigil"), rule, after_days, now);
        REQUIRE_MESSAGE(ids, ids.error().what);
        return ids->size();
    }
    [[nodiscard]] const std::filesystem::path& state() const { return state_.path(); }

    std::vector<Listed> entries;

  private:
    FreshFolder state_;
    std::vector<Boot> boots_;
};

}  // namespace

TEST_CASE("only what a desk has may go, or what the drop has where the pack says so") {
    Device device;
    const auto now = in_boot(1, 1h);
    CHECK(device.may(Erase::Delivered, 0, now) == 0);
    CHECK_FALSE(std::filesystem::exists(device.state() / "deliveries.db"));
    device.notice(now, {device.entries[0], device.entries[1]}, {device.entries[0]});
    CHECK(device.may(Erase::Received, 0, now) == 1);
    CHECK(device.may(Erase::Delivered, 0, now) == 2);
}

TEST_CASE("what is here for an earlier event goes only when a desk has it, whatever the new pack says") {
    Device device;
    const auto now = in_boot(1, 1h);
    device.notice(now, device.entries, {device.entries[0]});
    const auto march = event_tag("march");
    CHECK(may_be_erased(device.state(), march, Erase::Delivered, 0, now).value() == std::vector{device.entries[0].id});
    CHECK(device.may(Erase::Delivered, 0, now) == 3);
}

TEST_CASE("only the very bytes that the queue holds may go, and only while it holds them") {
    Device device;
    auto other = device.entries[0];
    other.mark.fill(1);
    device.notice(in_boot(1, 1h), {}, {other, device.entries[1], {new_entry_id(), {}}});
    const auto ids = may_be_erased(device.state(), event_tag("vigil"), Erase::Received, 0, in_boot(1, 1h)).value();
    CHECK(ids == std::vector{device.entries[1].id});
    REQUIRE(Queue::open(device.state())->erase(ids));
    CHECK(device.may(Erase::Received, 0, in_boot(1, 1h)) == 0);
}

TEST_CASE("without any clock days are counted by the device's running") {
    Device device;
    device.notice(in_boot(1, 1h), {}, {device.entries[0]});
    CHECK(device.may(Erase::Received, 30, in_boot(1, days(30))) == 0);
    CHECK(device.may(Erase::Received, 30, in_boot(1, days(32))) == 1);
    SUBCASE("also over several boots, of which each is known to have lasted") {
        for (int boot = 1; boot < 10; ++boot) device.notice(in_boot(boot, days(4)));
        CHECK(device.may(Erase::Received, 30, in_boot(10, 0s)) == 1);
        CHECK(device.may(Erase::Received, 40, in_boot(10, 0s)) == 0);
    }
    SUBCASE("and the time in which it was off does not count") {
        for (int boot = 1; boot < 10; ++boot) device.notice(in_boot(boot, 8h));
        CHECK(device.may(Erase::Received, 3, in_boot(10, 1h)) == 0);
    }
    SUBCASE("also where more boots have passed than are remembered") {
        for (int boot = 1; boot < 60; ++boot) device.notice(in_boot(boot, days(1)));
        CHECK(device.may(Erase::Received, 30, in_boot(61, 0s)) == 1);
        CHECK(device.may(Erase::Received, 33, in_boot(61, 0s)) == 0);
    }
}

TEST_CASE("with a clock that was believed at both ends the time in which it was off counts as well") {
    Device device;
    device.notice(in_boot(1, 1h, in_2026), {}, {device.entries[0]});
    device.notice(in_boot(2, 1min));
    CHECK(device.may(Erase::Received, 30, in_boot(2, 1h, in_2026 + 29 * day_s)) == 0);
    CHECK(device.may(Erase::Received, 30, in_boot(2, 1h, in_2026 + 31 * day_s)) == 1);
    SUBCASE("with its doubt taken off at both ends") {
        const int doubt = 3 * static_cast<int>(day_s);
        CHECK(device.may(Erase::Received, 30, in_boot(2, 1h, in_2026 + 32 * day_s, doubt)) == 0);
        CHECK(device.may(Erase::Received, 30, in_boot(2, 1h, in_2026 + 35 * day_s, doubt)) == 1);
    }
    SUBCASE("and not where it is not believed now") {
        CHECK(device.may(Erase::Received, 30, in_boot(2, 1h)) == 0);
    }
}

TEST_CASE("a clock that nobody believed then counts from the first time that was known afterwards") {
    Device device;
    device.notice(in_boot(1, 1h), {}, {device.entries[0]});
    device.notice(in_boot(2, 1h, in_2026));
    CHECK(device.may(Erase::Received, 30, in_boot(3, 1h, in_2026 + 29 * day_s)) == 0);
    CHECK(device.may(Erase::Received, 30, in_boot(3, 1h, in_2026 + 31 * day_s)) == 1);
}

TEST_CASE("clocks that contradict one another are not believed, whatever they say") {
    Device device;
    device.notice(in_boot(1, 1h, in_2026), {}, {device.entries[0]});
    SUBCASE("a jump to 2038 within a boot") {
        CHECK(device.may(Erase::Received, 30, in_boot(1, 2h, 2'147'483'647)) == 0);
    }
    SUBCASE("a jump to 2106 and back") {
        device.notice(in_boot(2, 1h, 4'294'967'295));
        device.notice(in_boot(3, 1h, in_2026 + 2 * day_s));
        CHECK(device.may(Erase::Received, 30, in_boot(3, 2h, in_2026 + 2 * day_s + 3600)) == 0);
    }
    SUBCASE("back to 1970") {
        CHECK(device.may(Erase::Received, 30, in_boot(2, 1h, 3600)) == 0);
        CHECK(device.may(Erase::Received, 30, in_boot(1, 2h, 0)) == 0);
    }
    SUBCASE("a word that it was 1970 when the entry was received") {
        device.notice(in_boot(1, 2h, 0));
        CHECK(device.may(Erase::Received, 30, in_boot(1, 3h, in_2026 + 7200)) == 0);
    }
    SUBCASE("and then the device's running still counts") {
        device.notice(in_boot(1, 2h, 2'147'483'647));
        CHECK(device.may(Erase::Received, 30, in_boot(1, days(32))) == 1);
    }
}

TEST_CASE("a boot that the ledger never heard of gives no days") {
    Device device;
    Change change;
    change.received = {device.entries[0]};
    REQUIRE(Ledger::open(device.state()).value().record(change));
    CHECK(device.may(Erase::Received, 1, in_boot(1, days(400), in_2026)) == 0);
    CHECK(device.may(Erase::Received, 0, in_boot(1, 1s)) == 1);
}

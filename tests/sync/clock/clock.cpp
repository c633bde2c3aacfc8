#include "hineni/clock.hpp"

#include <doctest/doctest.h>

#include <array>
#include <limits>

#include "sync/clock/reading.hpp"

using namespace hineni;

namespace {

constexpr std::int64_t year_2027 = 1'800'000'000;  // 2027-01-15
constexpr int day_s = 24 * 60 * 60;

ClockReading reading(std::int64_t wall_s, Keeper keeper, std::optional<std::int64_t> error_us = std::nullopt) {
    ClockReading said;
    said.boot[0] = 7;
    said.since_boot = Monotonic{1234};
    said.wall_s = wall_s;
    said.error_us = error_us;
    said.keeper = keeper;
    return said;
}

}  // namespace

TEST_CASE("time since boot never runs backwards and always says which boot") {
    const Now first = read_clocks();
    const Now second = read_clocks();
    CHECK(second.monotonic >= first.monotonic);
    CHECK(first.moment.boot == second.moment.boot);
    CHECK(first.moment.boot != std::array<std::uint8_t, 16>{});
}

TEST_CASE("a clock that a time service confirmed is believed as far as the kernel does") {
    for (const auto keeper : {Keeper::Nobody, Keeper::Chip, Keeper::Host}) {
        CHECK(believe(reading(year_2027, keeper, 0)).moment.unix_s == year_2027);
        CHECK(believe(reading(year_2027, keeper, 0)).moment.within_s == 1);
        CHECK(believe(reading(year_2027, keeper, 1)).moment.within_s == 2);
        CHECK(believe(reading(year_2027, keeper, 1'000'000)).moment.within_s == 2);
        CHECK(believe(reading(year_2027, keeper, 15'999'999)).moment.within_s == 17);
    }
}

TEST_CASE("a chip that nobody confirmed is believed to a day and a device without one is not believed") {
    CHECK(believe(reading(year_2027, Keeper::Chip)).moment.unix_s == year_2027);
    CHECK(believe(reading(year_2027, Keeper::Chip)).moment.within_s == day_s);
    CHECK(believe(reading(year_2027, Keeper::Host)).moment.within_s == day_s);
    const auto pi = believe(reading(year_2027, Keeper::Nobody));
    CHECK_FALSE(pi.moment.unix_s.has_value());
    CHECK(pi.moment.within_s == 0);
    CHECK(pi.wall_plausible);
}

TEST_CASE("a year in which this program cannot be in use is never a time") {
    constexpr std::array<std::int64_t, 10> wrong{
        std::numeric_limits<std::int64_t>::min(),
        -1,
        0,            // 1970
        946'684'800,  // 2000
        first_plausible - 1,
        last_plausible + 1,
        2'147'483'647,  // 2038, and the second after which 32 bits are not enough
        2'147'483'648,
        4'294'967'296,  // 2106, the same without a sign
        std::numeric_limits<std::int64_t>::max(),
    };
    for (const auto wall : wrong) {
        for (const auto keeper : {Keeper::Nobody, Keeper::Chip, Keeper::Host}) {
            CAPTURE(wall);
            for (const auto error : {std::optional<std::int64_t>(), std::optional<std::int64_t>(0)}) {
                const auto now = believe(reading(wall, keeper, error));
                CHECK_FALSE(now.moment.unix_s.has_value());
                CHECK_FALSE(now.wall_plausible);
                CHECK(now.moment.since_boot == Monotonic{1234});
                CHECK(now.moment.boot[0] == 7);
            }
        }
    }
    CHECK(believe(reading(first_plausible, Keeper::Chip)).moment.unix_s == first_plausible);
    CHECK(believe(reading(last_plausible, Keeper::Chip)).moment.unix_s == last_plausible);
}

TEST_CASE("a kernel that says nonsense about its error confirms nothing") {
    for (const std::int64_t error : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1},
                                     std::int64_t{day_s} * 1'000'000, std::numeric_limits<std::int64_t>::max()}) {
        CAPTURE(error);
        CHECK_FALSE(believe(reading(year_2027, Keeper::Nobody, error)).moment.unix_s.has_value());
        CHECK(believe(reading(year_2027, Keeper::Chip, error)).moment.within_s == day_s);
    }
}

TEST_CASE("a chip without a battery keeps no time") {
    CHECK(keeps_time(year_2027, year_2027));
    CHECK(keeps_time(year_2027 + 14 * 60 * 60, year_2027));  // On local time, far in the east.
    CHECK(keeps_time(year_2027 - 12 * 60 * 60, year_2027));
    CHECK_FALSE(keeps_time(40, year_2027));  // The system set the clock from a file of its own.
    CHECK_FALSE(keeps_time(year_2027 - 2 * day_s, year_2027));
    CHECK_FALSE(keeps_time(40, 40));
    CHECK_FALSE(keeps_time(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()));
}

// A day of a device without a chip, as it happens: every stated interval holds the true time.
TEST_CASE("whatever the clock jumps to the true time lies inside the interval that is stated") {
    constexpr std::int64_t start = year_2027;
    struct Stage {
        std::int64_t off_by;  // What the wall clock shows beside the truth.
        std::optional<std::int64_t> error_us;
        Keeper keeper;
    };
    constexpr std::array<Stage, 8> stages{{
        {-start, {}, Keeper::Nobody},         // Switched on: 1970.
        {-30LL * day_s, {}, Keeper::Nobody},  // The system remembers when it was last on.
        {0, 500'000, Keeper::Nobody},         // A phone's hotspot: confirmed.
        {3, 3'600'000, Keeper::Nobody},       // Hours without it.
        {3, {}, Keeper::Nobody},              // The kernel gives up.
        {14LL * 60 * 60, {}, Keeper::Chip},   // A laptop on local time.
        {-12LL * 60 * 60, {}, Keeper::Chip},
        {400LL * 365 * day_s, 0, Keeper::Host},  // Somebody set the year.
    }};
    std::int64_t truth = start;
    for (const auto& stage : stages) {
        CAPTURE(stage.off_by);
        for (int second = 0; second < 100; ++second, truth += 36) {
            const auto now = believe(reading(truth + stage.off_by, stage.keeper, stage.error_us));
            if (!now.moment.unix_s) continue;
            const auto apart = *now.moment.unix_s - truth;
            CHECK((apart < 0 ? -apart : apart) <= now.moment.within_s);
        }
    }
}

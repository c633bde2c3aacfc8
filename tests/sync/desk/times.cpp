#include "sync/desk/times.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace hineni;

namespace {

constexpr std::int64_t minute = 60'000;

BootTag boot(int number) {
    BootTag tag{};
    tag[0] = static_cast<std::uint8_t>(number);
    tag[7] = static_cast<std::uint8_t>(number * 37);  // Their order as numbers says nothing.
    tag[3] = static_cast<std::uint8_t>(tag[7] * 11);
    return tag;
}

Statement stating(std::vector<BootSeen> boots) {
    Statement statement;
    statement.device.fill(1);
    statement.boots = std::move(boots);
    return statement;
}

Times::Claim at(int number, std::int64_t since_ms) {
    Times::Claim claim;
    claim.device.fill(1);
    claim.boot = boot(number);
    claim.since_boot = Monotonic(since_ms);
    return claim;
}

Anchor anchor(std::int64_t since_ms, std::int64_t unix_s, int within_s) {
    return {Monotonic(since_ms), unix_s, within_s};
}

// A tablet's life as it truly was, and what it could know of it.
struct Life {
    struct Lived {
        std::int64_t started = 0;  // True milliseconds since 1970.
        std::int64_t lasted = 0;
        double pace = 1;  // Of its own count against the true time.
        BootSeen seen;
    };
    std::mt19937_64 dice;
    std::vector<Lived> boots;

    std::int64_t from(std::int64_t least, std::int64_t most) {
        return std::uniform_int_distribution<std::int64_t>(least, most)(dice);
    }
    [[nodiscard]] static std::int64_t truth(const Lived& lived, std::int64_t since) {
        return lived.started + static_cast<std::int64_t>(static_cast<double>(since) / lived.pace);
    }
    // A clock that is right within what it says, wherever in there it is.
    std::pair<std::int64_t, int> trusted(std::int64_t true_ms) {
        const auto within = from(1, 120);
        const auto shown = true_ms + from(-(within - 1) * 1000, (within - 1) * 1000);
        return {shown / 1000 - (shown % 1000 < 0 ? 1 : 0), static_cast<int>(within)};
    }

    Life(std::uint64_t seed, std::int64_t start_s, bool network) : dice(seed) {
        auto now = start_s * 1000;
        for (int i = 0; i < 10; ++i) {
            now += from(0, 300 * minute);
            Lived lived{now, from(minute, 600 * minute), 1 + static_cast<double>(from(-100, 100)) / 1e6, {}};
            lived.seen.boot = boot(i);
            lived.seen.lasted = Monotonic(from(0, lived.lasted));
            const auto anchors = network ? from(0, 4) : from(0, 3) / 3;
            for (std::int64_t k = 0; k < anchors; ++k) {
                const auto since = from(0, lived.seen.lasted.count());
                const auto [unix_s, within_s] = trusted(truth(lived, since));
                lived.seen.anchors.push_back(anchor(since, unix_s, within_s));
            }
            now += lived.lasted + minute;
            boots.push_back(std::move(lived));
        }
    }
    // Statements as they were made along the way: each of a window of the boots.
    [[nodiscard]] std::vector<Statement> statements() {
        std::vector<Statement> all;
        for (std::size_t end = 1; end <= boots.size(); ++end) {
            std::vector<BootSeen> seen;
            for (auto i = end > 6 ? end - 6 : 0; i < end; ++i) seen.push_back(boots[i].seen);
            all.push_back(stating(std::move(seen)));
        }
        return all;
    }
};

}  // namespace

TEST_CASE("an entry of the same boot lies so far from the moment at which the time was known") {
    Times times;
    times.add(stating({{boot(1), Monotonic(120 * minute), {anchor(60 * minute, 1'000'000, 5)}}}));
    const auto later = times.of(at(1, 70 * minute));
    CHECK(later.unix_s == 1'000'600);
    CHECK(later.within_s == 6);  // Ten minutes of its own count, which may be off a little.
    const auto before = times.of(at(1, 0));
    CHECK(before.unix_s == 1'000'000 - 3600);
    CHECK(before.within_s == 6);
    CHECK_FALSE(before.contradicted);
}

TEST_CASE("an entry between two boots whose times are known lies between them") {
    Times times;
    times.add(stating({{boot(1), Monotonic(10 * minute), {anchor(0, 1'000'000, 1)}},
                       {boot(2), Monotonic(60 * minute), {}},
                       {boot(3), Monotonic(10 * minute), {anchor(5 * minute, 1'010'000, 1)}}}));
    const auto stated = times.of(at(2, 20 * minute));
    // After 1,000,600 and 20 minutes, before 1,009,700 and 40 minutes.
    const std::int64_t low = 1'000'600 + 1200;
    const std::int64_t high = 1'009'700 - 2400;
    REQUIRE(stated.unix_s);
    CHECK(*stated.unix_s == doctest::Approx(static_cast<double>(low + high) / 2).epsilon(0.00001));
    CHECK(stated.within_s == doctest::Approx(static_cast<double>(high - low) / 2).epsilon(0.002));
}

TEST_CASE("where only one side is known, or nothing, no time is stated") {
    Times times;
    times.add(stating({{boot(1), Monotonic(minute), {}},
                       {boot(2), Monotonic(minute), {anchor(0, 1'000'000, 1)}},
                       {boot(3), Monotonic(minute), {}}}));
    for (const int number : {1, 3, 9}) {
        CHECK_FALSE(times.of(at(number, 10)).unix_s);
        CHECK(times.of(at(number, 10)).within_s == 0);
    }
}

TEST_CASE("what an entry says itself counts as it is where nothing else is known") {
    Times times;
    auto claim = at(1, 5);
    claim.unix_s = 1'796'943'600;
    claim.within_s = 60;
    const auto stated = times.of(claim);
    CHECK(stated.unix_s == 1'796'943'600);
    CHECK(stated.within_s == 60);
}

TEST_CASE("of two times that cannot both be true the narrower counts, and it is said") {
    Times times;
    times.add(stating({{boot(1), Monotonic(minute), {anchor(0, 1'000'000, 3)}}}));
    auto claim = at(1, 1000);
    claim.unix_s = 900'000;
    claim.within_s = 600;
    const auto stated = times.of(claim);
    CHECK(stated.contradicted);
    CHECK(stated.unix_s == 1'000'001);
    claim.within_s = 1;
    CHECK(times.of(claim).unix_s == 900'000);
    claim.unix_s = 1'000'100;
    claim.within_s = 200;
    CHECK_FALSE(times.of(claim).contradicted);
}

TEST_CASE("boots of a copied card that come before themselves do no harm") {
    Times times;
    times.add(stating({{boot(1), Monotonic(minute), {anchor(0, 1'000'000, 1)}}, {boot(2), Monotonic(minute), {}}}));
    times.add(stating({{boot(2), Monotonic(minute), {}}, {boot(1), Monotonic(minute), {}}}));
    CHECK(times.of(at(1, 0)).unix_s == 1'000'000);
    CHECK_FALSE(times.of(at(2, 0)).unix_s);
}

TEST_CASE("numbers beyond all years do no harm") {
    for (const auto unix_s : {INT64_MIN, INT64_MAX, std::int64_t{0}}) {
        for (const auto since : {INT64_MIN, INT64_MAX}) {
            Times times;
            times.add(stating({{boot(1), Monotonic(since), {anchor(since, unix_s, INT32_MAX)}}}));
            auto claim = at(1, since);
            claim.unix_s = unix_s;
            claim.within_s = INT32_MIN;
            static_cast<void>(times.of(claim));
            CHECK(times.of(at(1, since)).within_s >= 0);
        }
    }
}

TEST_CASE("the true time always lies inside the interval, in 1970, 2000, 2038 and 2106, with and without a network") {
    std::size_t stated = 0;
    std::size_t all = 0;
    for (const std::int64_t year : {0LL, 946'684'700LL, 1'796'943'600LL, 2'147'483'600LL, 4'294'967'200LL}) {
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            CAPTURE(seed);
            CAPTURE(year);
            Life life(seed, year, seed % 3 != 0);
            auto statements = life.statements();
            std::ranges::shuffle(statements, life.dice);
            Times times;
            for (const auto& statement : statements) times.add(statement);
            for (int i = 0; i < 100; ++i) {
                const auto& lived = life.boots[static_cast<std::size_t>(life.from(0, 9))];
                const auto since = life.from(0, lived.lasted);
                const auto truth = Life::truth(lived, since);
                auto claim = at(static_cast<int>(&lived - life.boots.data()), since);
                if (life.from(0, 4) == 0) std::tie(claim.unix_s, claim.within_s) = life.trusted(truth);
                const auto found = times.of(claim);
                ++all;
                REQUIRE_FALSE(found.contradicted);
                if (!found.unix_s) continue;
                ++stated;
                REQUIRE(truth >= (*found.unix_s - found.within_s) * 1000);
                REQUIRE(truth <= (*found.unix_s + found.within_s) * 1000);
            }
        }
    }
    CHECK(stated > all / 2);
}

TEST_CASE("ten boots without a network lie between the one before and the one after") {
    Times times;
    std::vector<BootSeen> boots{{boot(0), Monotonic(minute), {anchor(0, 1'000'000, 1)}}};
    for (int i = 1; i <= 10; ++i) boots.push_back({boot(i), Monotonic(60 * minute), {}});
    boots.push_back({boot(11), Monotonic(minute), {anchor(0, 1'000'000 + 11 * 3600, 1)}});
    times.add(stating(std::move(boots)));
    for (int i = 1; i <= 10; ++i) {
        const auto stated = times.of(at(i, 0));
        REQUIRE(stated.unix_s);
        // Ten hours ran in eleven: there is an hour in which each may have begun.
        CHECK(stated.within_s <= 1900);
        CHECK(*stated.unix_s - stated.within_s <= 1'000'060 + (i - 1) * 3600);
    }
}

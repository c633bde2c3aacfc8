// No memory left, once and lasting, at every request that SQLite makes for a queue. (The programs' own requests are not
// refused under Linux; a program that outgrows the machine is killed, which tests/stories does at every moment.)
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <cstdlib>

#include "tests/disk/trial.hpp"

using namespace hineni;

namespace {

Fault* fault = nullptr;
sqlite3_mem_methods real{};

void* allocate(int size) {
    return fault != nullptr && fault->strikes() ? nullptr : real.xMalloc(size);
}
void* reallocate(void* old, int size) {
    return fault != nullptr && fault->strikes() ? nullptr : real.xRealloc(old, size);
}

// SQLite takes another allocator only before it is first used.
[[maybe_unused]] const bool ours = [] {
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK) std::abort();
    auto failing = real;
    failing.xMalloc = allocate;
    failing.xRealloc = reallocate;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &failing) == SQLITE_OK;
}();

}  // namespace

void hineni::memory_fails(Fault* some) {
    fault = some;
}

namespace {

TrialResult morning_with(CrashDisk& disk, const Instant& start, Fault& some) {
    // Its memory comes back before the disk is judged: try_morning() heals it.
    memory_fails(&some);
    auto result = try_morning(disk, start, some, true);
    memory_fails(nullptr);
    return result;
}

void every_request(std::uint64_t step) {
    CrashDisk disk;
    Chance chance(3);
    Life life(disk, chance);
    life.begin({{}, std::make_shared<Promised>()});
    const auto trouble = life.live({Deed::Add, Deed::Add}, 1'000'000);
    REQUIRE_MESSAGE(!trouble, *trouble);
    const auto start = life.now();
    Fault none(~std::uint64_t{0}, false);
    REQUIRE(morning_with(disk, start, none).failures == 0);
    std::uint64_t faults = 0;
    std::uint64_t failures = 0;
    for (std::uint64_t at = 0; at < none.seen(); at += step) {
        for (const bool lasts : {false, true}) {
            Fault some(at, lasts);
            const auto result = morning_with(disk, start, some);
            ++faults;
            failures += result.failures > 0 ? 1 : 0;
            for (const auto& wrong : result.wrong)
                FAIL_CHECK("request ", at, lasts ? ", lasting: " : ", once: ", wrong);
            for (const auto& said : result.reopened) {
                FAIL_CHECK("request ", at, lasts ? ", lasting" : ", once", ": it had to be opened anew: ", said);
            }
        }
    }
    MESSAGE(faults, " faults at ", none.seen(), " requests, ", failures, " of them told");
    CHECK(failures > faults / 4);
}

}  // namespace

TEST_CASE("no memory for a moment or for long costs nothing that was thanked for") {
    REQUIRE(ours);
    every_request(97);
}

TEST_CASE("no memory at any request costs nothing that was thanked for" * doctest::test_suite("long")) {
    every_request(1);
}

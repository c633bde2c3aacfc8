// Every single fault of the disk, once and lasting, at every call that SQLite makes for a queue.
#include <doctest/doctest.h>

#include <stdexcept>

#include "tests/disk/trial.hpp"

using namespace hineni;

namespace {

using Call = CrashDisk::Call;
using Weather = CrashDisk::Weather;

Instant a_queue(CrashDisk& disk) {
    Chance chance(3);
    Life life(disk, chance);
    life.begin({{}, std::make_shared<Promised>()});
    if (const auto trouble = life.live({Deed::Add, Deed::Add}, 1'000'000)) throw std::runtime_error(*trouble);
    return life.now();
}

std::vector<Call> calls_of_a_morning(CrashDisk& disk, const Instant& start) {
    std::vector<Call> calls;
    disk.watch([&](Call call, std::string_view) {
        calls.push_back(call);
        return Weather::Fair;
    });
    Fault none(~std::uint64_t{0}, false);
    const auto result = try_morning(disk, start, none, true);
    disk.watch({});
    REQUIRE(result.wrong.empty());
    REQUIRE(result.failures == 0);
    return calls;
}

std::vector<Weather> weathers_of(Call call) {
    if (call == Call::Write) return {Weather::Broken, Weather::Full, Weather::Short};
    return {Weather::Broken};
}

// One at each `step`-th call. Lasting: all calls of that kind fail from then on, until the disk is well again.
void every_fault(std::size_t step) {
    CrashDisk disk;
    const auto start = a_queue(disk);
    const auto calls = calls_of_a_morning(disk, start);
    int faults = 0;
    int failures = 0;
    for (std::size_t at = 0; at < calls.size(); at += step) {
        for (const auto weather : weathers_of(calls[at])) {
            for (const bool lasts : {false, true}) {
                Fault fault(at, lasts);
                disk.watch([&](Call call, std::string_view) {
                    const bool strikes = fault.strikes();
                    return strikes && call == calls[at] ? weather : Weather::Fair;
                });
                const auto result = try_morning(disk, start, fault, true);
                disk.watch({});
                ++faults;
                failures += result.failures;
                auto wrongs = result.wrong;
                for (const auto& said : result.reopened) wrongs.push_back("it had to be opened anew: " + said);
                for (const auto& wrong : wrongs) {
                    FAIL_CHECK("call ", at, " of kind ", static_cast<int>(calls[at]), ", weather ",
                               static_cast<int>(weather), lasts ? ", lasting" : ", once", ": ", wrong);
                }
            }
        }
    }
    MESSAGE(faults, " faults at ", calls.size(), " calls: ", failures, " failures told");
    CHECK(failures > faults / 4);
}

bool holds(const CrashDisk& disk, const Envelope& envelope) {
    auto reader = QueueReader::open(disk.folder() / "state");
    if (!reader) return false;
    const auto bytes = reader->bytes(envelope.id);
    return bytes && *bytes == envelope.bytes;
}

}  // namespace

TEST_CASE("a fault of the disk is told and its end is all that it takes to go on") {
    every_fault(23);
}

TEST_CASE("any fault of the disk is told and its end is all that it takes to go on" * doctest::test_suite("long")) {
    every_fault(1);
}

TEST_CASE("what a disk writes down wrong is noticed before anybody is thanked") {
    CrashDisk disk;
    const auto start = a_queue(disk);
    const Envelope envelope{EntryId{{42}}, {}, Bytes(envelope_sizes[0], 42)};
    int noticed = 0;
    for (std::uint64_t at = 0;; ++at) {
        disk.put(start.disk);
        auto queue = Queue::open(disk.folder() / "state").value();
        std::uint64_t writes = 0;
        disk.watch([&](Call call, std::string_view) {
            return call == Call::Write && writes++ == at ? Weather::Wrong : Weather::Fair;
        });
        const auto added = queue.add(envelope);
        disk.watch({});
        if (!added) CHECK_FALSE(added.error().hint.empty());
        noticed += added ? 0 : 1;
        if (added) CHECK(holds(disk, envelope));
        if (writes <= at) break;
    }
    CHECK(noticed >= 2);
}

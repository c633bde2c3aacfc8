// The ledger on a disk that loses its power or fails: what record() and receive() returned from stays, as a whole. A
// number of a chain that was given once must never be given again.
#include "sync/queue/ledger.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "tests/disk/trial.hpp"

using namespace hineni;

namespace {

using Call = CrashDisk::Call;
using Weather = CrashDisk::Weather;
using Step = std::function<Result<void>(Ledger&)>;

Listed listed(std::uint8_t number) {
    return {EntryId{{number}}, {number, 1}};
}

Plan plan(std::uint8_t number) {
    return {"bundle-" + std::to_string(number), 1, {listed(number)}, Bytes(9000, number)};
}

Boot boot(std::uint8_t number) {
    return {1, {1}, Monotonic(1000 * number), {}};
}

// An evening: plan and deliver, something set aside, receipts.
std::vector<Step> evening() {
    std::vector<Step> steps;
    for (std::uint8_t number = 1; number <= 5; ++number) {
        steps.emplace_back([number](Ledger& ledger) {
            Change change;
            change.planned = {plan(number)};
            if (number > 1) change.delivered = {plan(number - 1)};
            if (number == 3) change.set_aside = {{listed(100), 1, "too large"}};
            change.chains = {{1, {7}, {8}, {9}, number + 1U, {number}, number, 1}};
            change.boot = boot(number);
            return ledger.record(change);
        });
    }
    steps.emplace_back([](Ledger& ledger) { return ledger.receive({listed(1), listed(2)}, boot(6)); });
    steps.emplace_back([](Ledger& ledger) { return ledger.reconsider(); });
    return steps;
}

// All that may be relied on, to compare.
struct Seen {
    std::vector<Chain> chains;
    std::vector<Plan> plans;
    std::vector<EntryId> settled;
    std::vector<Listed> all;
    bool received = false;
    friend bool operator==(const Seen&, const Seen&) = default;
};

Result<Seen> look(Ledger& ledger) {
    const auto chains = ledger.chains();
    if (!chains) return tl::unexpected(chains.error());
    const auto plans = ledger.plans();
    if (!plans) return tl::unexpected(plans.error());
    const auto settled = ledger.settled();
    if (!settled) return tl::unexpected(settled.error());
    const auto all = ledger.listed(1);
    if (!all) return tl::unexpected(all.error());
    const auto known = ledger.known(listed(1).id);
    if (!known) return tl::unexpected(known.error());
    return Seen{*chains, *plans, *settled, *all, *known && (*known)->received};
}

std::filesystem::path state_on(const CrashDisk& disk) {
    return disk.folder() / "state";
}

// What is there after each of the steps; first: after none.
std::vector<Seen> expected(CrashDisk& disk) {
    disk.put({});
    auto ledger = Ledger::open(state_on(disk)).value();
    std::vector<Seen> seen{look(ledger).value()};
    for (const auto& step : evening()) {
        REQUIRE(step(ledger));
        seen.push_back(look(ledger).value());
    }
    return seen;
}

struct Moments {
    std::vector<DiskImage> disks;
    std::vector<std::size_t> done;  // So many steps had returned.
};

Moments live(CrashDisk& disk) {
    Moments moments;
    std::size_t done = 0;
    disk.put({});
    disk.watch([&](Call call, std::string_view) {
        if (call == Call::Write || call == Call::Sync || call == Call::Truncate || call == Call::Delete) {
            moments.disks.push_back(disk.image());
            moments.done.push_back(done);
        }
        return Weather::Fair;
    });
    auto ledger = Ledger::open(state_on(disk)).value();
    Spoiled::spoil();
    for (const auto& step : evening()) {
        REQUIRE(step(ledger));
        moments.done.push_back(++done);
        moments.disks.push_back(disk.image());
    }
    disk.watch({});
    return moments;
}

// In how many cuts something of what was returned from is not there.
int losses(int cuts_each) {
    CrashDisk disk;
    Chance chance(1);
    const auto wanted = expected(disk);
    const auto moments = live(disk);
    int lost = 0;
    for (std::size_t at = 0; at < moments.disks.size(); ++at) {
        const auto done = moments.done[at];
        for (int cut = 0; cut < cuts_each; ++cut) {
            disk.put(after_power_cut(moments.disks[at], chance));
            auto ledger = Ledger::open(state_on(disk));
            const auto seen = ledger ? look(*ledger) : tl::unexpected(ledger.error());
            const bool kept =
                seen && (*seen == wanted[done] || (done + 1 < wanted.size() && *seen == wanted[done + 1]));
            if (!kept) ++lost;
        }
    }
    MESSAGE(moments.disks.size() * static_cast<std::size_t>(cuts_each), " power cuts, ", lost,
            " of them lost something");
    return lost;
}

// Fails somewhere; then the fault is gone, each failed step is done again with the ledger as it is, and the power goes.
std::string try_evening(CrashDisk& disk, const std::vector<Seen>& wanted, Fault& fault) {
    std::string wrong;
    const auto opened = [&]() -> std::optional<Ledger> {
        auto ledger = Ledger::open(state_on(disk));
        if (!ledger && ledger.error().hint.empty()) wrong = "no hint: " + ledger.error().what;
        if (!ledger) return std::nullopt;
        return std::move(*ledger);
    };
    auto ledger = opened();
    if (!ledger) fault.heal();
    if (!ledger) ledger = opened();
    if (!ledger) return "the fault is gone and it does not open";
    std::size_t done = 0;
    for (const auto& step : evening()) {
        auto stepped = step(*ledger);
        if (!stepped) {
            if (stepped.error().hint.empty()) wrong = "no hint: " + stepped.error().what;
            fault.heal();
            stepped = step(*ledger);
        }
        if (!stepped) return "the fault is gone and it does not work: " + stepped.error().what;
        ++done;
    }
    fault.heal();
    Chance chance(1);
    const auto cut = after_power_cut(disk.image(), {512, false, [] { return Fate::Dropped; }}, chance);
    ledger.reset();
    disk.put(cut);
    ledger = opened();
    if (!ledger) return "it does not open after a power cut";
    const auto seen = look(*ledger);
    if (!seen || *seen != wanted[done]) return "after a power cut something is not there";
    return wrong;
}

void every_ledger_fault(std::uint64_t step) {
    CrashDisk disk;
    const auto wanted = expected(disk);
    std::vector<Call> calls;
    disk.put({});
    disk.watch([&](Call call, std::string_view) { return calls.push_back(call), Weather::Fair; });
    Fault none(~std::uint64_t{0}, false);
    REQUIRE(try_evening(disk, wanted, none).empty());
    for (std::uint64_t at = 0; at < calls.size(); at += step) {
        for (const auto weather : {Weather::Broken, Weather::Full, Weather::Short}) {
            if (weather != Weather::Broken && calls[at] != Call::Write) continue;
            for (const bool lasts : {false, true}) {
                Fault fault(at, lasts);
                disk.put({});
                disk.watch([&](Call call, std::string_view) {
                    return fault.strikes() && call == calls[at] ? weather : Weather::Fair;
                });
                const auto wrong = try_evening(disk, wanted, fault);
                disk.watch({});
                CHECK_MESSAGE(wrong.empty(), wrong, " (call ", at, lasts ? ", lasting)" : ", once)");
            }
        }
    }
    MESSAGE(calls.size(), " calls");
}

void every_request(std::uint64_t step) {
    CrashDisk disk;
    const auto wanted = expected(disk);
    const auto evening_with = [&](Fault& fault) {
        disk.put({});
        memory_fails(&fault);
        auto wrong = try_evening(disk, wanted, fault);
        memory_fails(nullptr);
        return wrong;
    };
    Fault none(~std::uint64_t{0}, false);
    REQUIRE(evening_with(none).empty());
    for (std::uint64_t at = 0; at < none.seen(); at += step) {
        for (const bool lasts : {false, true}) {
            Fault fault(at, lasts);
            const auto wrong = evening_with(fault);
            CHECK_MESSAGE(wrong.empty(), wrong, " (request ", at, lasts ? ", lasting)" : ", once)");
        }
    }
    MESSAGE(none.seen(), " requests");
}

}  // namespace

TEST_CASE("a power cut takes nothing that the ledger has recorded") {
    CHECK(losses(3) == 0);
}

TEST_CASE("power cuts at every moment take nothing that the ledger has recorded" * doctest::test_suite("long")) {
    CHECK(losses(30) == 0);
}

TEST_CASE("a ledger that does not wait for the disk is caught") {
    const Spoiled normal("PRAGMA synchronous=NORMAL");
    CHECK(losses(3) > 20);
}

TEST_CASE("a fault under the ledger is told and its end is all that it takes to go on") {
    every_ledger_fault(31);
}

TEST_CASE("any fault under the ledger is told and its end is all that it takes to go on" *
          doctest::test_suite("long")) {
    every_ledger_fault(1);
}

TEST_CASE("no memory at any request costs nothing that the ledger has recorded" * doctest::test_suite("long")) {
    every_request(3);
}

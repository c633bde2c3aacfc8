// Power cuts at any moment of a queue's life, and of the lives after them.
#include <doctest/doctest.h>

#include <array>
#include <stdexcept>

#include "tests/disk/campaign.hpp"
#include "tests/disk/life.hpp"

using namespace hineni;

namespace {

struct Count {
    std::uint64_t cuts = 0;
    std::uint64_t lost = 0;  // In so many cuts something thanked for.
    std::uint64_t bad = 0;   // Anything else.
    std::string first;       // What was wrong first, and how to see it again.
};

// A queue that made its blank pages, closed.
Instant template_of(CrashDisk& disk, Chance& chance) {
    Life life(disk, chance);
    life.begin({{}, std::make_shared<Promised>()});
    if (const auto trouble = life.live({}, 1'000'000)) throw std::runtime_error(*trouble);
    return life.now();
}

// In half of the cuts any moment, in half one with nothing under way: just after a thank-you, mostly.
const Instant& any_moment(const Life& life, Chance& chance) {
    const auto& instants = life.instants();
    const auto& idle = life.idle();
    return chance() % 2 == 0 ? instants.at(chance() % instants.size()) : instants.at(idle.at(chance() % idle.size()));
}

// One chain of lives, each begun on what the cut of the one before left: long ones, and such that hardly do more than
// recover before the next cut. Most begin with blank pages made: making them is four thousand changes of the disk.
void chain(CrashDisk& disk, std::uint64_t seed, const Instant& made, Count& count, std::uint64_t wanted) {
    Chance chance(seed);
    disk.reseed(seed);
    Life life(disk, chance);
    const bool from_nothing = seed % 200 == 0;
    Instant start = from_nothing ? Instant{{}, std::make_shared<Promised>()} : made;
    static constexpr std::array<std::size_t, 6> lengths{0, 1, 2, 5, 15, 40};
    for (int generation = 0; generation < 6 && count.cuts < wanted; ++generation) {
        life.begin(start);
        const auto deeds = some_deeds(lengths.at(chance() % lengths.size()), chance);
        const auto trouble = life.live(deeds, from_nothing ? 50 : 1);
        bool goes_on = false;
        for (std::uint64_t cut = 0; cut < 4 + 2 * deeds.size(); ++cut) {
            const auto& moment = any_moment(life, chance);
            Instant after{after_power_cut(moment.disk, chance), moment.promised};
            const auto verdict = judge(disk, after.disk, *after.promised);
            ++count.cuts;
            if (verdict.fine()) {
                start = std::move(after);
                goes_on = true;
            }
            if (verdict.lost) ++count.lost;
            if (!verdict.fine() && !verdict.lost) ++count.bad;
            if ((!verdict.fine() || trouble) && count.first.empty()) {
                count.first = verdict.in_words() + (trouble ? ", " + *trouble : "") +
                              " (HINENI_SEED=" + std::to_string(seed) + ", life " + std::to_string(generation) +
                              ", cut " + std::to_string(cut) + ")";
            }
        }
        if (!goes_on) return;
    }
}

Count campaign(std::uint64_t seed, std::uint64_t wanted, const char* ignored_syncs = nullptr) {
    CrashDisk disk;
    Chance chance(1);
    const auto made = template_of(disk, chance);
    disk.ignore_syncs(ignored_syncs);
    Count count;
    for (; count.cuts < wanted; ++seed) chain(disk, seed, made, count, wanted);
    return count;
}

void survives(std::uint64_t cuts) {
    const auto count = campaign(seed_or(1), runs_or(cuts));
    MESSAGE(count.cuts, " power cuts: ", count.lost, " lost something thanked for, ", count.bad, " anything else");
    CHECK_MESSAGE(count.lost == 0, count.first);
    CHECK_MESSAGE(count.bad == 0, count.first);
}

// The share of cuts that lost something thanked for, in percent.
double lost_share(std::uint64_t cuts, const char* ignored_syncs = nullptr) {
    const auto count = campaign(seed_or(1), cuts, ignored_syncs);
    const auto share = 100.0 * static_cast<double>(count.lost) / static_cast<double>(count.cuts);
    MESSAGE(count.cuts, " power cuts: ", share, " % lost something thanked for, ", count.bad,
            " more are wrong otherwise");
    return share;
}

}  // namespace

TEST_CASE("a power cut at any moment takes nothing that was thanked for") {
    survives(1000);
}

TEST_CASE("a hundred thousand power cuts take nothing that was thanked for" * doctest::test_suite("long")) {
    survives(100'000);
}

TEST_CASE("the usual setting synchronous=NORMAL is caught losing entries") {
    const Spoiled normal("PRAGMA synchronous=NORMAL");
    CHECK(lost_share(250) >= 20);
}

TEST_CASE("synchronous=OFF is caught losing entries") {
    const Spoiled off("PRAGMA synchronous=OFF");
    CHECK(lost_share(250) >= 20);
}

TEST_CASE("a disk that does not sync is caught") {
    for (const auto* ignored : {"", "-wal"}) {
        CAPTURE(ignored);
        CHECK(lost_share(100, ignored) >= 20);
    }
}

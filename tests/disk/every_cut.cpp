// Every moment of every workload of one to three deeds, and at each of them every one of a list of fates. All subsets
// of the unsynced sectors would be too many; the list holds those that tell file systems and cards apart.
#include <doctest/doctest.h>

#include <string.h>

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>

#include "tests/disk/life.hpp"

using namespace hineni;

namespace {

enum class Pattern {
    None,
    All,
    AllButTheLast,
    OnlyTheLast,  // It overtook all before it.
    LastTorn,     // In order, and the last sector in part.
    LastNoise,
    Even,     // Every second sector: first the even ones,
    Odd,      // then the others.
    NoNames,  // Bytes arrive, names and removals of files do not.
    OnlyNames,
    OnlyLengths,  // Files are as long as they were, and nothing is in them.
};
constexpr std::array patterns{Pattern::None,     Pattern::All,       Pattern::AllButTheLast, Pattern::OnlyTheLast,
                              Pattern::LastTorn, Pattern::Even,      Pattern::LastNoise,     Pattern::Odd,
                              Pattern::NoNames,  Pattern::OnlyNames, Pattern::OnlyLengths};

// Of the one numbered `at` of `count`, of which the first `names` are names.
Fate fate(Pattern pattern, std::size_t at, std::size_t count, std::size_t names) {
    const auto keep_if = [](bool kept) { return kept ? Fate::Kept : Fate::Dropped; };
    const bool last = at + 1 == count;
    switch (pattern) {
        case Pattern::None:
        case Pattern::OnlyLengths: return Fate::Dropped;
        case Pattern::All: return Fate::Kept;
        case Pattern::AllButTheLast: return keep_if(!last);
        case Pattern::OnlyTheLast: return keep_if(last);
        case Pattern::LastTorn: return last ? Fate::Torn : Fate::Kept;
        case Pattern::LastNoise: return last ? Fate::Noise : Fate::Kept;
        case Pattern::Even: return keep_if(at % 2 == 0);
        case Pattern::Odd: return keep_if(at % 2 == 1);
        case Pattern::NoNames: return keep_if(at >= names);
        case Pattern::OnlyNames: return keep_if(at < names);
    }
    return Fate::Dropped;
}

std::size_t count_unsynced(const DiskImage& disk, std::size_t sector, Chance& chance) {
    std::size_t count = 0;
    static_cast<void>(after_power_cut(disk, {sector, false, [&] { return ++count, Fate::Dropped; }}, chance));
    return count;
}

DiskImage cut(const DiskImage& disk, Pattern pattern, std::size_t sector, Chance& chance) {
    const auto count = count_unsynced(disk, sector, chance);
    std::size_t at = 0;
    const Fates fates{sector, pattern == Pattern::OnlyLengths,
                      [&] { return fate(pattern, at++, count, disk.since.size()); }};
    return after_power_cut(disk, fates, chance);
}

bool all_synced(const DiskImage& disk) {
    return disk.since.empty() &&
           std::ranges::all_of(disk.files, [](const auto& file) { return file.second->since.empty(); });
}

struct Tried {
    std::size_t cuts = 0;
    std::string first_trouble;
};

void every_cut(CrashDisk& disk, const Instant& start, const std::vector<Deed>& deeds,
               std::span<const std::size_t> sectors, Tried& tried) {
    Chance chance(deeds.size());
    Life life(disk, chance);
    life.begin(start);
    if (const auto trouble = life.live(deeds)) throw std::runtime_error(*trouble);
    for (std::size_t at = 0; at < life.instants().size(); ++at) {
        const auto& moment = life.instants()[at];
        for (const auto sector : sectors) {
            for (const auto pattern : patterns) {
                const auto verdict = judge(disk, cut(moment.disk, pattern, sector, chance), *moment.promised);
                ++tried.cuts;
                if (!verdict.fine() && tried.first_trouble.empty()) {
                    tried.first_trouble = verdict.in_words() + ": moment " + std::to_string(at) + ", pattern " +
                                          std::to_string(static_cast<int>(pattern)) + ", sectors of " +
                                          std::to_string(sector) + ", deeds";
                    for (const auto deed : deeds) tried.first_trouble += " " + std::to_string(static_cast<int>(deed));
                }
                if (all_synced(moment.disk)) break;  // Nothing to choose.
            }
            if (all_synced(moment.disk)) break;
        }
    }
}

// With two envelopes in it. `killed`: its program was, and what it wrote last is in the -wal file only.
Instant a_queue(CrashDisk& disk, bool killed) {
    Chance chance(7);
    Life life(disk, chance);
    life.begin({{}, std::make_shared<Promised>()});
    if (const auto trouble = life.live({Deed::Add, Deed::Add, Deed::Tally}, 1'000'000))
        throw std::runtime_error(*trouble);
    return killed ? life.instants().at(life.idle().at(2)) : life.now();
}

constexpr std::array deeds_to_try{Deed::Add, Deed::AddAgain, Deed::Erase, Deed::Reopen};

}  // namespace

TEST_CASE("after a cut at any moment of any one deed everything promised is there") {
    CrashDisk disk;
    Tried tried;
    const auto start = a_queue(disk, false);
    for (const auto deed : deeds_to_try) every_cut(disk, start, {deed}, std::array<std::size_t, 1>{512}, tried);
    MESSAGE(tried.cuts, " cuts");
    CHECK_MESSAGE(tried.first_trouble.empty(), tried.first_trouble);
}

TEST_CASE("after a cut at any moment of any three deeds everything promised is there" * doctest::test_suite("long")) {
    CrashDisk disk;
    Tried tried;
    static constexpr std::array<std::size_t, 2> sectors{512, 4096};
    for (const bool killed : {false, true}) {
        const auto start = a_queue(disk, killed);
        for (const auto first : deeds_to_try) {
            every_cut(disk, start, {first}, sectors, tried);
            for (const auto second : deeds_to_try) {
                every_cut(disk, start, {first, second}, sectors, tried);
                for (const auto third : deeds_to_try) every_cut(disk, start, {first, second, third}, sectors, tried);
            }
        }
    }
    MESSAGE(tried.cuts, " cuts");
    CHECK_MESSAGE(tried.first_trouble.empty(), tried.first_trouble);
}

TEST_CASE("after a cut at any moment of making the queue it can be made again" * doctest::test_suite("long")) {
    CrashDisk disk;
    Chance chance(1);
    Life life(disk, chance);
    life.begin({{}, std::make_shared<Promised>()});
    const auto trouble = life.live({});
    REQUIRE_MESSAGE(!trouble, *trouble);
    const auto& instants = life.instants();
    // All of the tables' making, and now and then one of the four thousand changes that make blank pages.
    for (std::size_t at = 0; at < instants.size(); at += at < 150 ? 1 : 100) {
        for (const auto pattern : {Pattern::None, Pattern::All, Pattern::LastTorn, Pattern::Even, Pattern::OnlyNames}) {
            const auto verdict = judge(disk, cut(instants[at].disk, pattern, 512, chance), *instants[at].promised);
            CHECK_MESSAGE(verdict.fine(), verdict.in_words(), " at moment ", at);
        }
    }
}

TEST_CASE("a setting that loses entries is caught at the moments of single deeds") {
    const Spoiled normal("PRAGMA synchronous=NORMAL");
    CrashDisk disk;
    Tried tried;
    every_cut(disk, a_queue(disk, false), {Deed::Add}, std::array<std::size_t, 1>{512}, tried);
    CHECK(tried.first_trouble.starts_with("lost"));
}

namespace {

bool holds_a_part_of(const DiskImage& disk, const Bytes& envelope) {
    return std::ranges::any_of(disk.files, [&](const auto& file) {
        const auto all = file.second->on_disk.all();
        const auto part = BytesView(envelope).subspan(2000, 32);
        return std::search(all.begin(), all.end(), part.begin(), part.end()) != all.end();
    });
}

}  // namespace

TEST_CASE("after erasing no power cut brings a byte of it back") {
    CrashDisk disk;
    Chance chance(5);
    Life life(disk, chance);
    life.begin(a_queue(disk, true));  // Its -wal file still holds what will be erased.
    const auto trouble = life.live({Deed::Erase, Deed::Tally, Deed::Add});
    REQUIRE_MESSAGE(!trouble, *trouble);
    int looks = 0;
    for (const auto& moment : life.instants()) {
        for (const auto& id : moment.promised->erased) {
            const auto& envelope = *moment.promised->tried.at(id);
            for (const auto pattern : {Pattern::None, Pattern::AllButTheLast, Pattern::Odd}) {
                CHECK_FALSE(holds_a_part_of(cut(moment.disk, pattern, 512, chance), envelope));
                ++looks;
            }
        }
    }
    CHECK(looks > 30);
}

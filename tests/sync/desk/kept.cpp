// What is remembered of entries, while their answers lie in the spool.
#include "sync/desk/kept.hpp"

#include <doctest/doctest.h>
#include <malloc.h>

#include <algorithm>
#include <random>
#include <set>
#include <vector>

using namespace hineni;

namespace {

EntryId id_of(std::mt19937_64& dice) {
    EntryId id;
    for (auto& byte : id.bytes) byte = static_cast<std::uint8_t>(dice());
    return id;
}

Columns names_only() {
    Columns columns;
    columns.fields = {"name"};
    return columns;
}

KeptEntries::Settling all_stay() {
    return {[](Kept&) { return true; }, [] {}, [](const EntryId&) {}};
}

}  // namespace

TEST_CASE("of one entry that came often one is kept, whichever came first") {
    std::mt19937_64 dice(3);
    std::vector<EntryId> ids;
    for (int i = 0; i < 300; ++i) ids.push_back(id_of(dice));
    std::vector<Kept> came;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        for (std::size_t copy = 0; copy < 1 + i % 3; ++copy) came.push_back({.id = ids[i], .place = {}, .within_s = 1});
        if (i % 10 != 0) continue;
        came.push_back({.id = ids[i], .signed_as = {9}, .place = {}, .within_s = 2});
    }
    std::shuffle(came.begin(), came.end(), dice);
    KeptEntries entries;
    (void)entries.number_of({}, {}, {}, "join", names_only());
    for (const auto& kept : came) REQUIRE(entries.add(kept));
    std::size_t repeats = 0;
    std::set<EntryId> differ;
    auto settling = all_stay();
    settling.repeated = [&] { ++repeats; };
    settling.differs = [&](const EntryId& id) { differ.insert(id); };
    REQUIRE(entries.settle(settling));
    CHECK(entries.size() == ids.size());
    CHECK(repeats == 300);
    CHECK(differ.size() == 30);
    const auto all = entries.some(0, entries.size());
    REQUIRE(all);
    for (const auto& kept : *all) CHECK(kept.within_s == 1);
}

TEST_CASE("entries stand by form, time and id, and what does not stay is gone") {
    std::mt19937_64 dice(4);
    KeptEntries entries;
    const auto of_form = [&](const char* form) { return entries.number_of({}, {}, {}, form, names_only()); };
    const auto pledge = of_form("pledge");
    const auto join = of_form("join");
    CHECK(of_form("pledge") == pledge);
    for (const auto making : {pledge, join}) {
        for (const std::int64_t time : {std::int64_t{2}, std::int64_t{1}, Kept::unknown, std::int64_t{2}}) {
            REQUIRE(entries.add({.id = id_of(dice), .place = {}, .unix_s = time, .making = making}));
        }
    }
    auto settling = all_stay();
    settling.stays = [](Kept& kept) { return kept.unix_s != 1; };
    REQUIRE(entries.settle(settling));
    REQUIRE(entries.size() == 6);
    REQUIRE(entries.makings().size() == 2);
    CHECK(*entries.makings().front()->form == "join");
    const auto all = entries.some(0, 6);
    REQUIRE(all);
    for (std::size_t i = 0; i < 6; ++i) CHECK((*all)[i].making == (i < 3 ? join : pledge));
    for (const std::size_t first : {0U, 3U}) {
        CHECK((*all)[first].unix_s == Kept::unknown);
        CHECK((*all)[first + 1].unix_s == 2);
        CHECK((*all)[first + 1].id < (*all)[first + 2].id);
    }
}

TEST_CASE("numbers far beyond the memory of a sorter come out in order, equal ones side by side, as often as asked") {
    std::mt19937_64 dice(6);
    for (const std::size_t count : {0U, 1U, 15U, 16U, 17U, 5000U}) {
        Sorter<std::uint64_t> sorter({}, 16 * sizeof(std::uint64_t));
        std::vector<std::uint64_t> wanted;
        for (std::size_t i = 0; i < count; ++i) {
            wanted.push_back(dice() % 1000);
            REQUIRE(sorter.add(wanted.back()));
        }
        std::sort(wanted.begin(), wanted.end());
        CHECK(sorter.size() == count);
        for (int again = 0; again < 2; ++again) {
            std::vector<std::uint64_t> seen;
            REQUIRE(sorter.see([&](std::uint64_t each) -> Result<void> {
                seen.push_back(each);
                return {};
            }));
            CHECK(seen == wanted);
        }
    }
}

TEST_CASE("a laptop without room for what is set aside is told so") {
    ::setenv("TMPDIR", "/proc/nowhere", 1);
    Sorter<std::uint64_t> sorter({}, 2 * sizeof(std::uint64_t));
    Result<void> added;
    for (int i = 0; i < 3 && added; ++i) added = sorter.add(7);
    ::unsetenv("TMPDIR");
    REQUIRE(!added);
    CHECK(added.error().what.starts_with("set entries aside in /proc/nowhere: "));
    CHECK(added.error().hint.find("TMPDIR") != std::string::npos);
}

#ifndef __SANITIZE_ADDRESS__  // It keeps books of its own.
namespace {

std::size_t in_use() {
    const auto now = ::mallinfo2();
    return now.uordblks + now.hblkhd;
}

}  // namespace

TEST_CASE("memory does not grow with the number of entries") {
    std::mt19937_64 dice(5);
    std::vector<std::size_t> taken;
    for (const std::size_t count : {50'000U, 200'000U}) {
        const auto before = in_use();
        KeptEntries entries;
        (void)entries.number_of({}, {}, {}, "join", names_only());
        for (std::size_t i = 0; i < count; ++i) REQUIRE(entries.add({.id = id_of(dice), .place = {}}));
        std::size_t most = in_use();
        auto settling = all_stay();
        settling.stays = [&, seen = 0](Kept&) mutable {
            if (++seen % 1000 == 0) most = std::max(most, in_use());
            return true;
        };
        REQUIRE(entries.settle(settling));
        REQUIRE(entries.size() == count);
        taken.push_back(most - before);
    }
    CAPTURE(taken[0]);
    CAPTURE(taken[1]);
    CHECK(taken[1] < taken[0] + 512 * 1024);
}
#endif

// What memory holds of entries, while their answers lie in the spool.
#include "sync/desk/kept.hpp"

#include <doctest/doctest.h>
#include <malloc.h>

#include <algorithm>
#include <random>
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

}  // namespace

TEST_CASE("every entry is found by its id, and no other, however many there are") {
    std::mt19937_64 dice(3);
    KeptEntries entries;
    std::vector<EntryId> ids;
    for (int i = 0; i < 5000; ++i) {
        ids.push_back(id_of(dice));
        if (i % 7 == 0) ids.back().bytes.fill(static_cast<std::uint8_t>(i));  // As somebody could make them up.
        if (entries.find(ids.back()) == nullptr) entries.add({.id = ids.back(), .place = {}, .within_s = i});
    }
    for (const auto& id : ids) {
        const auto* const found = entries.find(id);
        REQUIRE(found != nullptr);
        REQUIRE(found->id == id);
        REQUIRE(entries.find(id_of(dice)) == nullptr);
    }
}

TEST_CASE("entries stand by form, time and id, and what is taken out is gone") {
    std::mt19937_64 dice(4);
    KeptEntries entries;
    const auto of_form = [&](const char* form) { return entries.number_of({}, {}, {}, form, names_only()); };
    const auto pledge = of_form("pledge");
    const auto join = of_form("join");
    CHECK(of_form("pledge") == pledge);
    CHECK(entries.makings() == 2);
    for (const auto making : {pledge, join}) {
        for (const std::int64_t time : {std::int64_t{2}, std::int64_t{1}, Kept::unknown, std::int64_t{2}}) {
            entries.add({.id = id_of(dice), .place = {}, .unix_s = time, .making = making});
        }
    }
    entries.remove([](const Kept& kept) { return kept.unix_s == 1; });
    entries.put_in_order();
    REQUIRE(entries.size() == 6);
    for (std::size_t i = 0; i < 6; ++i) CHECK(entries[i].making == (i < 3 ? join : pledge));
    for (const std::size_t first : {0U, 3U}) {
        CHECK(entries[first].unix_s == Kept::unknown);
        CHECK(entries[first + 1].unix_s == 2);
        CHECK(entries[first + 1].id < entries[first + 2].id);
    }
}

#ifndef __SANITIZE_ADDRESS__  // It keeps books of its own.
namespace {

std::size_t in_use() {
    const auto now = ::mallinfo2();
    return now.uordblks + now.hblkhd;
}

}  // namespace

TEST_CASE("memory holds less than eighty bytes for an entry, however many there are") {
    std::mt19937_64 dice(5);
    const auto before = in_use();
    KeptEntries entries;
    // Where finding them has most room to spare, and where it has none.
    for (const std::size_t count : {26'300U, 52'400U, 52'500U, 104'857U, 104'900U}) {
        while (entries.size() < count) entries.add({.id = id_of(dice), .place = {}});
        CAPTURE(count);
        CHECK(in_use() - before < 80 * count);
    }
}
#endif

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "hineni/queue.hpp"
#include "hineni/seal.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;

namespace {

constexpr std::size_t page = 4096;

Envelope noise(std::size_t size = envelope_sizes[0]) {
    Envelope out{new_entry_id(), event_tag("vigil"), Bytes(size)};
    for (std::size_t at = 0; at < size; at += 16) {
        const auto some = new_entry_id();
        std::ranges::copy(some.bytes, out.bytes.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return out;
}

std::vector<Envelope> add(Queue& queue, std::size_t number) {
    std::vector<Envelope> added;
    for (std::size_t i = 0; i < number; ++i) {
        added.push_back(noise(envelope_sizes.at(i % 5 == 0 ? 1 + i % 3 : 0)));
        REQUIRE(queue.add(added.back()));
    }
    return added;
}

std::vector<EntryId> ids_of(std::span<const Envelope> envelopes) {
    std::vector<EntryId> ids;
    for (const auto& each : envelopes) ids.push_back(each.id);
    return ids;
}

std::string content(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::uint64_t word_at(const void* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

// Places in the file, of all places, where eight bytes of any of the envelopes stand, or of an id.
std::size_t traces(const std::string& file, std::span<const Envelope> envelopes) {
    std::unordered_set<std::uint64_t> wanted;
    for (const auto& each : envelopes) {
        wanted.insert(word_at(each.id.bytes.data()));
        for (std::size_t at = 0; at + 8 <= each.bytes.size(); at += 8) wanted.insert(word_at(&each.bytes[at]));
    }
    // A bit for the last bits of each spares most of the searching, and an empty page all of it.
    constexpr std::uint64_t ends = 0xFFFFF;
    std::vector<char> ending(ends + 1);
    for (const auto word : wanted) ending[word & ends] = 1;
    const std::string empty(page, '\0');
    const char* bytes = file.data();
    const char* hints = ending.data();
    std::size_t found = 0;
    for (std::size_t at = 0; at + 8 <= file.size(); ++at) {
        if (at % page == 0 && at + page + 8 <= file.size() && std::memcmp(bytes + at, empty.data(), page) == 0) {
            at += page - 8;
        }
        std::uint64_t word = 0;
        std::memcpy(&word, bytes + at, sizeof word);
        if (hints[word & ends] != 0 && wanted.contains(word)) ++found;
    }
    return found;
}

std::size_t traces_in(const std::filesystem::path& state, std::span<const Envelope> envelopes) {
    return traces(content(state / "queue.db"), envelopes) + traces(content(state / "queue.db-wal"), envelopes);
}

}  // namespace

TEST_CASE("of what was erased no eight bytes are left in the queue's files and the rest is whole") {
    const FreshFolder folder;
    auto queue = Queue::open(folder.path());
    REQUIRE(queue);
    auto added = add(*queue, 60);
    std::ranges::sort(added, {}, [](const Envelope& each) { return each.bytes[0]; });
    const std::span all(added);
    REQUIRE(traces_in(folder.path(), all) > 0);
    // A few at a time and between new ones, so that what is kept moves within the file.
    for (std::size_t from = 0; from < 50; from += 25) {
        REQUIRE(queue->erase(ids_of(all.subspan(from, 25))));
        CHECK(traces_in(folder.path(), all.first(from + 25)) == 0);
        add(*queue, 3);
    }
    REQUIRE(queue->erase({}));
    CHECK(traces_in(folder.path(), all.first(50)) == 0);
    auto reader = QueueReader::open(folder.path());
    REQUIRE(reader);
    for (const auto& kept : all.subspan(50)) CHECK(reader->bytes(kept.id).value() == kept.bytes);
    CHECK(reader->ids().value().size() == 16);
    CHECK(queue->tally().value() == 66);
}

TEST_CASE("erasing everything leaves a queue that counts on") {
    const FreshFolder folder;
    auto queue = Queue::open(folder.path());
    REQUIRE(queue);
    const auto added = add(*queue, 20);
    REQUIRE(queue->erase(ids_of(added)));
    CHECK(traces_in(folder.path(), added) == 0);
    CHECK(content(folder / "queue.db-wal").empty());
    REQUIRE(queue->erase(ids_of(added)));  // They are gone: nothing to do, and no failure.
    add(*queue, 1);
    CHECK(queue->tally().value() == 21);
    // An id that was erased is free again: the same envelope, given once more, is stored once more.
    REQUIRE(queue->add(added.front()));
    auto reader = QueueReader::open(folder.path());
    REQUIRE(reader);
    CHECK(reader->ids().value().size() == 2);
}

TEST_CASE("a reader in the middle of the queue delays the last of the erasing and not the kiosk") {
    const FreshFolder folder;
    auto queue = Queue::open(folder.path());
    REQUIRE(queue);
    const auto added = add(*queue, 10);
    const auto ids = ids_of(added);
    auto reader = QueueReader::open(folder.path());
    REQUIRE(reader);
    REQUIRE(reader->read(ids, [&](const EntryId& id, BytesView bytes) {
        if (id == ids.front()) CHECK(queue->erase(ids));
        // What the reader holds stays readable until it is done.
        const auto same = std::ranges::find(added, id, &Envelope::id);
        CHECK(std::ranges::equal(bytes, same->bytes));
        return true;
    }));
    CHECK(reader->ids().value().empty());
    CHECK(traces_in(folder.path(), added) > 0);
    REQUIRE(queue->erase({}));
    CHECK(traces_in(folder.path(), added) == 0);
}

TEST_CASE("what a program erased before it died is gone after the next erasing") {
    const FreshFolder folder;
    const FreshFolder died;
    std::vector<Envelope> added;
    {
        auto queue = Queue::open(folder.path());
        REQUIRE(queue);
        added = add(*queue, 10);
        // A program that died leaves its files as they are at this moment.
        for (const auto* name : {"queue.db", "queue.db-wal"}) std::filesystem::copy(folder / name, died / name);
    }
    REQUIRE(traces(content(died / "queue.db-wal"), added) > 0);
    auto next = Queue::open(died.path());
    REQUIRE(next);
    REQUIRE(next->erase({}));
    CHECK(content(died / "queue.db-wal").empty());
    CHECK(next->tally().value() == 10);
}

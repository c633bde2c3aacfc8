// Who signed before whom is nobody's business: from a disk that is taken, every way of guessing it that learn.py knows
// does hardly better than a coin. A table whose rows are numbered as they come is caught.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>
#include <random>

#include "hineni/queue.hpp"
#include "tests/seizure/evening.hpp"

using namespace hineni;

namespace {

constexpr int entries = 800;

// A card's envelope as far as a disk knows: its start, its id, and noise.
Envelope noise(std::mt19937_64& chance) {
    Envelope envelope{{}, {}, Bytes(envelope_sizes[0])};
    std::ranges::generate(envelope.bytes, [&] { return static_cast<std::uint8_t>(chance()); });
    std::ranges::copy(as_bytes(std::string_view("hinenv1\0", 8)), envelope.bytes.begin());
    std::copy_n(envelope.bytes.begin() + 16, envelope.id.bytes.size(), envelope.id.bytes.begin());
    return envelope;
}

struct Control {
    sqlite3* database = nullptr;
    explicit Control(const std::filesystem::path& state) {
        REQUIRE(sqlite3_open((state / "queue.db").c_str(), &database) == SQLITE_OK);
        run("CREATE TABLE envelope (number INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB, bytes BLOB)");
    }
    Control(const Control&) = delete;
    Control& operator=(const Control&) = delete;
    ~Control() { sqlite3_close(database); }

    void run(const std::string& sql) const {
        REQUIRE(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    }
    void add(const Envelope& envelope) const {
        run("INSERT INTO envelope (id, bytes) VALUES (x'" + hex(envelope.id.bytes) + "', x'" + hex(envelope.bytes) +
            "')");
    }
};

// Gives so many to `store`, and writes down in which order.
template <class Store>
void fill(const Vigil& vigil, Store&& store) {
    std::mt19937_64 chance(std::random_device{}());
    std::string order;
    for (int i = 0; i < entries; ++i) {
        const auto envelope = noise(chance);
        store(envelope);
        order += hex(envelope.id.bytes) + "\n";
    }
    write_whole(vigil.folder() / "order", order);
}

// The best guess, of all pairs.
double guess_from(const Vigil& vigil, SeizedDisk& disk) {
    const auto found = learnt(disk.take(), {}, vigil.folder() / "order");
    std::string table;
    for (const auto& row : found["rows"]) {
        if (row[0].get<std::string>().starts_with("order")) table += "  " + row[1].get<std::string>() + "\n";
    }
    MESSAGE("the best guesses of " << entries << " entries' order:\n" << table);
    return found["order"].get<double>();
}

}  // namespace

TEST_CASE("a taken disk does not tell who signed before whom") {
    const Vigil vigil;
    SeizedDisk disk(vigil.folder(), vigil.state());
    {
        auto queue = Queue::open(vigil.state());
        REQUIRE_MESSAGE(queue, queue.error().what);
        fill(vigil, [&](const Envelope& envelope) { REQUIRE(queue->add(envelope)); });
    }
    CHECK(guess_from(vigil, disk) <= 0.55);
}

TEST_CASE("control: rows that are numbered as they come give the order away") {
    const Vigil vigil;
    SeizedDisk disk(vigil.folder(), vigil.state());
    {
        const Control queue(vigil.state());
        queue.run("BEGIN");
        fill(vigil, [&](const Envelope& envelope) { queue.add(envelope); });
        queue.run("COMMIT");
    }
    CHECK(guess_from(vigil, disk) >= 0.95);
}

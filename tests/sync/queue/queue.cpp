#include "hineni/queue.hpp"

#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "hineni/seal.hpp"
#include "sync/queue/schema.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;

namespace {

// The queue does not look inside: random bytes do.
Envelope some_envelope(std::size_t size = envelope_sizes[0]) {
    Envelope out{new_entry_id(), event_tag("vigil"), Bytes(size)};
    for (std::size_t at = 0; at < size; at += 16) {
        const auto some = new_entry_id();
        std::ranges::copy(some.bytes, out.bytes.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return out;
}

void write(const std::filesystem::path& file, std::string_view text) {
    std::ofstream(file, std::ios::binary) << text;
}

// A program that does `work` and then dies without closing anything.
template <class Work>
void dies_after(Work work) {
    const auto child = fork();
    if (child == 0) _exit(work() ? 0 : 1);
    int status = 1;
    waitpid(child, &status, 0);
    REQUIRE(status == 0);
}

bool reads_back(const std::filesystem::path& state, const Envelope& envelope) {
    auto reader = QueueReader::open(state);
    REQUIRE_MESSAGE(reader, (reader ? "" : reader.error().what));
    const auto bytes = reader->bytes(envelope.id);
    REQUIRE(bytes);
    return *bytes == envelope.bytes;
}

}  // namespace

TEST_CASE("what was added is there, byte for byte, in the order of the ids") {
    const FreshFolder folder;
    auto queue = Queue::open(folder / "state");
    REQUIRE(queue);
    std::vector<EntryId> ids;
    for (const auto size : envelope_sizes) {
        const auto added = some_envelope(size);
        REQUIRE(queue->add(added));
        CHECK(reads_back(folder / "state", added));
        ids.push_back(added.id);
    }
    std::ranges::sort(ids);
    auto reader = QueueReader::open(folder / "state");
    REQUIRE(reader);
    CHECK(reader->ids().value() == ids);
    CHECK(reader->bytes(new_entry_id()).value() == std::nullopt);
    CHECK(queue->tally().value() == 4);
}

TEST_CASE("a reader that stays open sees what is added later") {
    const FreshFolder folder;
    auto queue = Queue::open(folder.path());
    REQUIRE(queue);
    auto reader = QueueReader::open(folder.path());
    REQUIRE(reader);
    CHECK(reader->ids().value().empty());
    REQUIRE(queue->add(some_envelope()));
    CHECK(reader->ids().value().size() == 1);
}

TEST_CASE("adding the same envelope again changes nothing") {
    const FreshFolder folder;
    auto queue = Queue::open(folder.path());
    REQUIRE(queue);
    auto added = some_envelope();
    REQUIRE(queue->add(added));
    REQUIRE(queue->add(added));
    CHECK(queue->tally().value() == 1);
    auto other = added;
    other.bytes[100] ^= 1U;
    CHECK(queue->add(other).error().what == "add to queue: it holds another envelope of the same id");
    CHECK(reads_back(folder.path(), added));
}

TEST_CASE("the folder and the files are for their owner alone") {
    const FreshFolder folder;
    auto queue = Queue::open(folder / "deep" / "state");
    REQUIRE(queue);
    REQUIRE(queue->add(some_envelope()));
    struct stat status {};
    REQUIRE(stat((folder / "deep" / "state").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0700);
    for (const auto* name : {"queue.db", "queue.db-wal", "queue.db-shm", "queue.db.lock"}) {
        REQUIRE(stat((folder / "deep" / "state" / name).c_str(), &status) == 0);
        CHECK((status.st_mode & 0777U) == 0600);
    }
}

TEST_CASE("a second writer is refused, also from another program, until the first is gone") {
    const FreshFolder folder;
    {
        auto first = Queue::open(folder.path());
        REQUIRE(first);
        const auto second = Queue::open(folder.path());
        REQUIRE_FALSE(second);
        CHECK(second.error().what.ends_with("another program is writing to it already"));
        dies_after([&] { return !Queue::open(folder.path()); });
        CHECK(first->add(some_envelope()));
    }
    CHECK(Queue::open(folder.path()));
}

TEST_CASE("what a program added before it died is there for readers and for the next writer") {
    const FreshFolder folder;
    const auto added = some_envelope();
    dies_after([&] {
        auto queue = Queue::open(folder.path());
        // Here and not at the end of the scope, where the queue would be closed in order.
        _exit(queue && queue->add(added) ? 0 : 1);
        return true;
    });
    CHECK(std::filesystem::file_size(folder / "queue.db-wal") > 0);
    CHECK(reads_back(folder.path(), added));
    CHECK(std::filesystem::file_size(folder / "queue.db-wal") > 0);  // A reader moves nothing.
    std::filesystem::remove(folder / "queue.db-shm");
    CHECK(reads_back(folder.path(), added));
    auto queue = Queue::open(folder.path());
    REQUIRE(queue);
    CHECK(queue->tally().value() == 1);
    REQUIRE(queue->add(added));
    CHECK(queue->tally().value() == 1);
}

TEST_CASE("a queue closed in order is one file, which can be read") {
    const FreshFolder folder;
    const auto added = some_envelope();
    {
        auto queue = Queue::open(folder.path());
        REQUIRE(queue);
        REQUIRE(queue->add(added));
    }
    CHECK_FALSE(std::filesystem::exists(folder / "queue.db-wal"));
    CHECK_FALSE(std::filesystem::exists(folder / "queue.db-shm"));
    CHECK(reads_back(folder.path(), added));
}

TEST_CASE("where there is no queue a reader says so") {
    const FreshFolder folder;
    CHECK(QueueReader::open(folder.path()).error().what.ends_with("there is none yet"));
    write(folder / "queue.db", "");
    CHECK(QueueReader::open(folder.path()).error().what.ends_with("there is none yet"));
    CHECK(Queue::open(folder.path()));
}

TEST_CASE("a queue that is being made is there or not yet, and never another program's") {
    for (int round = 0; round < 60; ++round) {
        const FreshFolder folder;
        std::vector<std::string> complaints;
        std::jthread reader([&] {
            for (;;) {
                const auto read = QueueReader::open(folder / "state");
                if (read) return;
                complaints.push_back(read.error().what);
            }
        });
        REQUIRE(Queue::open(folder / "state"));
        reader.join();
        for (const auto& complaint : complaints) {
            CHECK_MESSAGE(complaint.find("there is none yet") != std::string::npos, complaint);
        }
    }
}

TEST_CASE("a file that is no queue is refused and left as it was") {
    const FreshFolder folder;
    const std::string list(5000, 's');
    write(folder / "queue.db", list);
    const auto queue = Queue::open(folder.path());
    REQUIRE_FALSE(queue);
    CHECK(queue.error().what.find("not a database") != std::string::npos);
    CHECK_FALSE(queue.error().hint.empty());
    CHECK_FALSE(QueueReader::open(folder.path()));
    CHECK(std::filesystem::file_size(folder / "queue.db") == list.size());
}

TEST_CASE("a database of another program or a newer one is refused and left as it was") {
    const FreshFolder folder;
    const auto made_by = [&](const std::string& sql) {
        std::filesystem::remove(folder / "queue.db");
        sqlite3* database = nullptr;
        REQUIRE(sqlite3_open((folder / "queue.db").c_str(), &database) == SQLITE_OK);
        REQUIRE(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(database);
        const auto queue = Queue::open(folder.path());
        const auto reader = QueueReader::open(folder.path());
        REQUIRE_FALSE(queue);
        REQUIRE_FALSE(reader);
        CHECK_FALSE(std::filesystem::exists(folder / "queue.db-wal"));
        return queue.error().what;
    };
    CHECK(made_by("CREATE TABLE shopping (thing)").ends_with("it belongs to another program"));
    CHECK(made_by("CREATE TABLE shopping (thing); PRAGMA application_id=" + std::to_string(queue_file.application) +
                  "; PRAGMA user_version=2")
              .ends_with("it is of version 2, this program knows version 1"));
}

TEST_CASE("the file on disk is set so that an acknowledged commit outlives a power cut") {
    const FreshFolder folder;
    auto database = Database::open_to_write(folder / "queue.db", queue_file);
    REQUIRE(database);
    CHECK(database->ask("PRAGMA journal_mode").value() == "wal");
    CHECK(database->ask("PRAGMA synchronous").value() == "2");
    CHECK(database->ask("PRAGMA secure_delete").value() == "1");
    CHECK(database->ask("PRAGMA application_id").value() == std::to_string(queue_file.application));
    CHECK(database->ask("PRAGMA user_version").value() == "1");
}

namespace {

// Of all pairs of `added`, which is in the order of time, the share whose places in the file are in the same order.
double in_order_of_time(const std::filesystem::path& state, const std::vector<Envelope>& added) {
    std::ifstream in(state / "queue.db", std::ios::binary);
    const std::string file((std::istreambuf_iterator<char>(in)), {});
    std::vector<std::size_t> places;
    for (const auto& each : added) {
        const auto& end = each.bytes;
        const auto at = file.find(std::string(end.end() - 64, end.end()));
        REQUIRE(at != std::string::npos);
        places.push_back(at);
    }
    int in_order = 0;
    int pairs = 0;
    for (std::size_t later = 1; later < places.size(); ++later) {
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
            ++pairs;
            in_order += places[earlier] < places[later] ? 1 : 0;
        }
    }
    return static_cast<double>(in_order) / pairs;
}

}  // namespace

// Chance is one half with a spread of 0.017; in the order of time it would be 1.
TEST_CASE("where an envelope lies in the file does not tell when it came, nor does it after erasing") {
    const FreshFolder folder;
    std::vector<Envelope> added;
    const auto add = [&](Queue& queue, int number) {
        for (int i = 0; i < number; ++i) {
            added.push_back(some_envelope());
            REQUIRE(queue.add(added.back()));
        }
    };
    {
        auto queue = Queue::open(folder.path());
        REQUIRE(queue);
        add(*queue, 300);
    }
    const auto before = in_order_of_time(folder.path(), added);
    CHECK(before > 0.4);
    CHECK(before < 0.6);
    {
        auto queue = Queue::open(folder.path());
        REQUIRE(queue);
        // The receipts come for what was sent first, in the order of the ids; new entries take the room that they
        // leave.
        for (int from = 0; from < 3; ++from) {
            std::vector<EntryId> ids;
            for (int i = 0; i < 50; ++i) ids.push_back(added[static_cast<std::size_t>(i)].id);
            std::ranges::sort(ids);
            REQUIRE(queue->erase(ids));
            added.erase(added.begin(), added.begin() + 50);
            add(*queue, 50);
        }
    }
    const auto after = in_order_of_time(folder.path(), added);
    CHECK(after > 0.4);
    CHECK(after < 0.6);
}

#include "sync/send/uploader.hpp"

#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <set>

#include "tests/support/envelopes.hpp"
#include "tests/support/fake_drop.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;
using namespace std::chrono_literals;

namespace {

constexpr std::uint32_t highest = 0xFFFFFFFFU;

// One device: its state on disk, its clock, and how it is taken away and put back.
class Device {
  public:
    std::set<EntryId> add(std::size_t count, std::string_view event = "vigil") {
        auto queue = Queue::open(state_.path());
        REQUIRE(queue);
        std::set<EntryId> ids;
        for (std::size_t i = 0; i < count; ++i) {
            const auto envelope = noise_envelope(event, envelope_sizes[i % 3]);
            REQUIRE(queue->add(envelope));
            ids.insert(envelope.id);
        }
        return ids;
    }

    // Anything in the file, as a disk gone bad or a stranger leaves it.
    void damage(const EntryId& id) {
        sqlite3* database = nullptr;
        REQUIRE(sqlite3_open((state_ / "queue.db").c_str(), &database) == SQLITE_OK);
        const auto sql = "UPDATE envelope SET bytes = zeroblob(4096) WHERE id = x'" + hex(id.bytes) + "'";
        REQUIRE(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(database);
    }

    // The program starts, works until nothing is left to do now, and ends.
    Stepped work(Transport& drop) {
        auto ledger = Ledger::open(state_.path());
        REQUIRE_MESSAGE(ledger, ledger.error().what);
        auto queue = QueueReader::open(state_.path());
        REQUIRE(queue);
        auto uploader = Uploader::start(std::move(*queue), *ledger, drop, [] { return highest; });
        REQUIRE(uploader);
        for (;;) {
            const auto stepped = uploader->step(now);
            REQUIRE_MESSAGE(stepped, stepped.error().what);
            const bool at_once = stepped->again && *stepped->again <= now.monotonic;
            if (!at_once) return *stepped;
            now.monotonic += pace;
        }
    }

    Standing standing() { return read_standing(state_.path()).value(); }
    std::filesystem::path state() { return state_.path(); }

    Now now{1h, {}};
    Monotonic pace{0};  // From one step to the next.

  private:
    FreshFolder state_;
};

bool each_once(const FakeDrop& drop, const std::set<EntryId>& ids) {
    const auto found = drop.entries();
    if (found.size() != ids.size()) return false;
    for (const auto& [id, count] : found) {
        if (count != 1 || ids.count(id) == 0) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("everything that waits arrives once, in bundles below the limit") {
    Device device;
    FakeDrop drop;
    const auto ids = device.add(200);
    device.work(drop);
    CHECK(each_once(drop, ids));
    for (const auto& [name, bytes] : drop.held) CHECK(bytes.size() <= largest_bundle);
    CHECK(drop.held.size() < 10);
    CHECK(device.standing().delivered == 200);
    CHECK(device.standing().waiting == 0);

    device.work(drop);
    CHECK(drop.asked.size() == drop.held.size());
}

TEST_CASE("entries of two events travel apart") {
    Device device;
    FakeDrop drop;
    device.add(20, "vigil");
    device.add(20, "march");
    device.work(drop);
    CHECK(drop.entries().size() == 40);
    for (const auto& [name, bytes] : drop.held) {
        const auto bundle = read_bundle(bytes);
        for (const auto& envelope : bundle->envelopes) CHECK(name.substr(0, 16) == hex(envelope.event));
    }
    CHECK(drop.held.size() == 2);
}

TEST_CASE("a drop that is down is left alone longer each time, and gets everything once it is back") {
    Device device;
    FakeDrop drop;
    const auto ids = device.add(5);
    auto ledger = Ledger::open(device.state()).value();
    auto queue = QueueReader::open(device.state()).value();
    auto uploader = Uploader::start(std::move(queue), ledger, drop, [] { return highest; }).value();
    drop.unplug();
    Now now = device.now;
    for (const auto wait : {1s, 2s, 4s, 8s}) {
        const auto stepped = uploader.step(now).value();
        CHECK(stepped.did == Stepped::Did::Failed);
        CHECK(stepped.hindrance.why == "no connection to the server");
        CHECK(stepped.again == now.monotonic + wait);
        CHECK(uploader.step(now).value().did == Stepped::Did::Nothing);
        now.monotonic = *stepped.again;
    }
    CHECK(drop.asked.size() == 4);
    CHECK(device.standing().hindrance->why == "no connection to the server");
    CHECK(device.standing().waiting == 5);
    drop.plug();
    CHECK(uploader.step(now).value().did == Stepped::Did::Delivered);
    CHECK(each_once(drop, ids));
    CHECK_FALSE(device.standing().hindrance.has_value());
}

TEST_CASE("a drop that asks to be left alone is left alone") {
    Device device;
    FakeDrop drop;
    device.add(1);
    drop.answer(Answered{Reply::Unreachable, "busy", "", 300s});
    CHECK(device.work(drop).again == device.now.monotonic + 300s);
}

TEST_CASE("an answer lost on the way leads to the same bundle again, not to a second one") {
    Device device;
    FakeDrop drop;
    const auto ids = device.add(10);
    drop.lose_next_answer();
    device.work(drop);
    CHECK(device.standing().delivered == 0);
    const auto more = device.add(10);
    device.work(drop);
    CHECK(drop.asked[0] == drop.asked[1]);
    auto all = ids;
    all.insert(more.begin(), more.end());
    CHECK(each_once(drop, all));
}

TEST_CASE("a program killed between the drop's answer and the ledger delivers nothing twice under two names") {
    // Stores the bundle, and then the power goes.
    class LastBreath : public FakeDrop {
      public:
        explicit LastBreath(int pipe) : pipe_(pipe) {}
        Answered put(std::string_view name, BytesView bytes) override {
            if (FakeDrop::put(name, bytes).reply == Reply::Accepted) {
                static_cast<void>(::write(pipe_, name.data(), name.size()) < 0);
            }
            ::_exit(0);
        }

      private:
        int pipe_;
    };
    Device device;
    device.add(10);
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const auto child = fork();
    if (child == 0) {
        LastBreath drop(ends[1]);
        auto ledger = Ledger::open(device.state()).value();
        auto queue = QueueReader::open(device.state()).value();
        auto uploader = Uploader::start(std::move(queue), ledger, drop, [] { return highest; }).value();
        static_cast<void>(uploader.step(device.now));
        ::_exit(1);
    }
    int status = 1;
    waitpid(child, &status, 0);
    REQUIRE(status == 0);
    std::string first(200, '\0');
    first.resize(static_cast<std::size_t>(::read(ends[0], first.data(), first.size())));
    ::close(ends[0]);
    ::close(ends[1]);

    device.add(10);  // Without the plan these would change the bundle.
    FakeDrop drop;
    device.work(drop);
    CHECK(drop.asked.front() == first);
    CHECK(drop.entries().size() == 20);
    for (const auto& [id, count] : drop.entries()) CHECK(count == 1);
}

TEST_CASE("a program killed with many bundles under way loses none and sends none under a second name") {
    // Takes so many bundles into a folder, and then the power goes.
    class Breaths : public FakeDrop {
      public:
        Breaths(Transport& folder, int left) : folder_(folder), left_(left) {}
        Answered put(std::string_view name, BytesView bytes) override {
            auto answer = folder_.put(name, bytes);
            if (--left_ == 0) ::_exit(0);
            return answer;
        }

      private:
        Transport& folder_;
        int left_;
    };
    Device device;
    const FreshFolder kept;
    const auto folder = transport_to(kept.path().string()).value();
    auto ids = device.add(600);
    int bundles = 0;
    SUBCASE("at the first") {
        bundles = 1;
    }
    SUBCASE("in the middle of what was planned together") {
        bundles = 7;
    }
    SUBCASE("at the last of it") {
        bundles = 16;
    }
    SUBCASE("after more was planned") {
        bundles = 19;
    }
    const auto child = fork();
    if (child == 0) {
        Breaths drop(*folder, bundles);
        device.work(drop);
        ::_exit(1);
    }
    int status = 1;
    waitpid(child, &status, 0);
    REQUIRE(status == 0);
    REQUIRE(folder->list()->size() == static_cast<std::size_t>(bundles));

    const auto more = device.add(50);  // Without the plans these would change the bundles.
    ids.insert(more.begin(), more.end());
    device.work(*folder);
    FakeDrop drop;
    const auto names = folder->list().value();
    for (const auto& name : names) drop.held[name] = folder->get(name, largest_bundle).value();
    CHECK(each_once(drop, ids));
    CHECK(device.standing().delivered == ids.size());
    CHECK(device.standing().waiting == 0);
}

TEST_CASE("what is counted as delivered was accepted, at every moment") {
    class Watched : public FakeDrop {
      public:
        explicit Watched(Device& device) : device_(device) {}
        Answered put(std::string_view name, BytesView bytes) override {
            const auto standing = device_.standing();
            CHECK(standing.delivered <= entries().size());
            CHECK(standing.delivered + standing.waiting == 400);
            most_behind = std::max(most_behind, entries().size() - standing.delivered);
            return FakeDrop::put(name, bytes);
        }
        std::size_t most_behind = 0;

      private:
        Device& device_;
    };
    Device device;
    device.add(400);
    Watched drop(device);
    SUBCASE("on a quick line, where it runs behind") {
        device.work(drop);
        CHECK(drop.most_behind > 0);
    }
    SUBCASE("on a slow line, where it never does") {
        device.pace = 1s;
        device.work(drop);
        CHECK(drop.most_behind == 0);
    }
    CHECK(device.standing().delivered == 400);
}

TEST_CASE("one refused among a hundred is set aside with the reason, and the others arrive") {
    Device device;
    FakeDrop drop;
    auto ids = device.add(100);
    const auto unwanted = *std::next(ids.begin(), 37);
    drop.refuse([&](const EntryId& id) { return id == unwanted; });
    device.work(drop);
    ids.erase(unwanted);
    CHECK(each_once(drop, ids));
    const auto standing = device.standing();
    CHECK(standing.delivered == 99);
    CHECK(standing.set_aside == 1);
    CHECK(standing.waiting == 0);
    CHECK(standing.reasons == std::vector<std::pair<std::string, std::size_t>>{{"it is not wanted", 1}});
    CHECK(drop.asked.size() < 40);

    SUBCASE("and is not offered again by itself") {
        const auto asked = drop.asked.size();
        device.add(1);
        device.work(drop);
        CHECK(drop.asked.size() == asked + 1);
    }
    SUBCASE("and goes once the drop was put right and it is tried again") {
        drop.refuse({});
        REQUIRE(Ledger::open(device.state()).value().reconsider());
        device.work(drop);
        CHECK(drop.entries().size() == 100);
        CHECK(device.standing().set_aside == 0);
    }
}

TEST_CASE("a drop that refuses everything sets everything aside and ends") {
    Device device;
    FakeDrop drop;
    device.add(50);
    drop.refuse([](const EntryId&) { return true; });
    device.work(drop);
    CHECK(device.standing().set_aside == 50);
    CHECK(drop.held.empty());
}

TEST_CASE("a damaged envelope is set aside on the device, and the others arrive") {
    Device device;
    FakeDrop drop;
    auto ids = device.add(30);
    device.damage(*ids.begin());
    device.work(drop);
    ids.erase(ids.begin());
    CHECK(each_once(drop, ids));
    CHECK(device.standing().set_aside == 1);
}

TEST_CASE("a lost ledger loses no entry: everything is sent again") {
    Device device;
    FakeDrop drop;
    const auto ids = device.add(20);
    device.work(drop);
    for (const auto* name : {"deliveries.db", "deliveries.db-wal", "deliveries.db-shm"}) {
        std::filesystem::remove(device.state() / name);
    }
    CHECK(device.standing().waiting == 20);
    const auto asked = drop.asked.size();
    device.work(drop);
    CHECK(drop.asked.size() > asked);
    CHECK(each_once(drop, ids));
    CHECK(device.standing().delivered == 20);
}

TEST_CASE("a plan whose entries are gone from the queue is let go") {
    Device device;
    FakeDrop drop;
    device.add(5);
    drop.unplug();
    device.work(drop);
    for (const auto* name : {"queue.db", "queue.db-wal", "queue.db-shm"}) {
        std::filesystem::remove(device.state() / name);
    }
    const auto ids = device.add(3);
    drop.plug();
    device.work(drop);
    CHECK(each_once(drop, ids));
}

TEST_CASE("an entry that comes while the uploader runs is seen at the next look") {
    Device device;
    FakeDrop drop;
    device.add(1);
    auto ledger = Ledger::open(device.state()).value();
    auto uploader =
        Uploader::start(QueueReader::open(device.state()).value(), ledger, drop, [] { return highest; }).value();
    CHECK(uploader.step(device.now).value().did == Stepped::Did::Delivered);
    CHECK(uploader.step(device.now).value().did == Stepped::Did::Nothing);
    device.add(1);
    REQUIRE(uploader.look_again());
    CHECK(uploader.waiting() == 1);
    CHECK(uploader.step(device.now).value().did == Stepped::Did::Delivered);
    CHECK(drop.entries().size() == 2);
}

#include "sync/send/uploader.hpp"

#include "tests/sync/send/device.hpp"

using namespace hineni;

TEST_CASE("everything that waits arrives once, in bundles below the limit") {
    Device device;
    FakeDrop drop;
    const auto ids = device.add(200);
    device.work(drop);
    CHECK(each_once(drop, ids));
    for (const auto& [name, bytes] : drop.held) CHECK(bytes.size() <= largest_bundle);
    CHECK(drop.held.size() < 12);
    CHECK(device.standing().delivered == 200);
    CHECK(device.standing().waiting == 0);

    const auto asked = drop.asked.size();
    device.work(drop);
    CHECK(drop.asked.size() == asked);
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
    CHECK(drop.bundles() < 6);
}

TEST_CASE("a drop that is down is left alone longer each time, and gets everything once it is back") {
    Device device;
    FakeDrop drop;
    const auto ids = device.add(5);
    auto ledger = Ledger::open(device.state()).value();
    auto queue = QueueReader::open(device.state()).value();
    auto uploader = Uploader::start(
                        std::move(queue), ledger, drop, [] { return highest; }, device.party())
                        .value();
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
    SUBCASE("on a slow line, where it does by what is sent together at most") {
        device.pace = 10s;
        device.work(drop);
        CHECK(drop.most_behind <= 2UL * 1024 * 1024 / envelope_sizes[0]);
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
    CHECK(drop.asked.size() < 60);

    SUBCASE("and is not offered again by itself") {
        const auto asked = drop.asked.size();
        device.add(1);
        device.work(drop);
        CHECK(drop.asked.size() == asked + 2);  // And a list of all that was told.
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
    CHECK(drop.bundles() == 0);
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
    auto uploader = Uploader::start(
                        QueueReader::open(device.state()).value(), ledger, drop, [] { return highest; }, device.party())
                        .value();
    CHECK(uploader.step(device.now).value().did == Stepped::Did::Delivered);
    CHECK(uploader.step(device.now).value().did == Stepped::Did::Nothing);
    device.add(1);
    REQUIRE(uploader.look_again());
    CHECK(uploader.waiting() == 1);
    CHECK(uploader.step(device.now).value().did == Stepped::Did::Delivered);
    CHECK(drop.entries().size() == 2);
}

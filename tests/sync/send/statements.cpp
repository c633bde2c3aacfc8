// What the device says of the bundles that it sends.
#include <algorithm>

#include "tests/sync/send/device.hpp"
#include "tests/sync/send/told.hpp"

using namespace hineni;

TEST_CASE("each bundle says what it holds, and the statements are one chain") {
    Device device;
    FakeDrop drop;
    device.add(150);
    device.work(drop);
    device.add(10);
    device.now.monotonic += 1h;
    device.work(drop);
    const auto heard = heard_from(drop);
    CHECK(heard.contradictions.empty());
    CHECK(heard.gaps.empty());
    REQUIRE_FALSE(heard.nexts.empty());
    CHECK(heard.nexts.back().told == 160);
    CHECK(heard.nexts.back().tally == 160);
    CHECK(heard.nexts.back().device == device.key().public_half);
    for (const auto& [name, bytes] : drop.held) {
        const auto bundle = read_bundle(bytes).value();
        REQUIRE(bundle.statements.size() == 1);
        const auto statement = read_statement(bundle.statements.front()).value();
        if (statement.kind == Statement::Kind::Whole) continue;
        std::vector<Listed> held;
        for (const auto& each : bundle.envelopes) held.push_back({each.id, mark_of(each.bytes)});
        std::sort(held.begin(), held.end());
        CHECK(held == statement.entries);
    }
}

TEST_CASE("once nothing waits the drop gets a list of all, a quarter of an hour apart at least") {
    Device device;
    FakeDrop drop;
    device.add(40);
    auto ledger = Ledger::open(device.state()).value();
    auto uploader =
        Uploader::start(QueueReader::open(device.state()).value(), ledger, drop, device.dice(), device.party()).value();
    const auto drain = [&] {
        while (uploader.step(device.now).value().did != Stepped::Did::Nothing) {}
        return heard_from(drop).wholes.size();
    };
    CHECK(drain() == 1);
    CHECK(heard_from(drop).wholes.front().entries.size() == 40);
    device.now.monotonic += 14min;
    CHECK(drain() == 1);
    device.add(1);
    REQUIRE(uploader.look_again());
    CHECK(drain() == 1);
    CHECK(uploader.step(device.now)->again == device.now.monotonic + 1min);
    device.now.monotonic += 1min;
    CHECK(drain() == 2);
    device.now.monotonic += 1h;
    CHECK(drain() == 2);
    for (const auto& whole : heard_from(drop).wholes) CHECK(whole.told == whole.entries.size());
}

TEST_CASE("both halves of a refused bundle say the same, and what was set aside is told of once") {
    Device device;
    FakeDrop drop;
    const auto ids = device.add(60);
    const auto unwanted = *std::next(ids.begin(), 37);
    drop.refuse([&](const EntryId& id) { return id == unwanted; });
    device.work(drop);
    auto heard = heard_from(drop);
    CHECK(heard.contradictions.empty());
    CHECK(heard.gaps.empty());
    CHECK(heard.nexts.back().told == 60);
    drop.refuse({});
    REQUIRE(Ledger::open(device.state()).value().reconsider());
    device.now.monotonic += 1h;
    device.work(drop);
    heard = heard_from(drop);
    CHECK(heard.contradictions.empty());
    CHECK(heard.nexts.back().told == 60);
    CHECK(heard.nexts.back().entries.size() == 1);
    CHECK(drop.entries().size() == 60);
}

TEST_CASE("a device that lost its ledger begins another chain, and so does one that lost its key") {
    Device device;
    FakeDrop drop;
    device.add(20);
    device.work(drop);
    const auto first = device.key().public_half;
    SUBCASE("the ledger") {
        device.lose("deliveries.db");
    }
    SUBCASE("the key") {
        device.lose("device.key");
    }
    device.add(5);
    device.now.monotonic += 1h;
    device.work(drop);
    const auto heard = heard_from(drop);
    CHECK(heard.contradictions.empty());
    CHECK(heard.gaps.empty());
    std::set<std::pair<DeviceName, ChainId>> chains;
    for (const auto& next : heard.nexts) chains.insert({next.device, next.chain});
    CHECK(chains.size() == 2);
    CHECK(std::count_if(chains.begin(), chains.end(), [&](const auto& each) { return each.first == first; }) ==
          (device.key().public_half == first ? 2 : 1));
    CHECK(drop.entries().size() == 25);
}

TEST_CASE("entries of a bundle that can no longer be made are told of again and counted once") {
    Device device;
    FakeDrop drop;
    device.add(12);
    drop.unplug();
    device.work(drop);
    {
        // The kiosk erased one: it came to the desk on a stick, say.
        auto queue = Queue::open(device.state()).value();
        const auto ids = QueueReader::open(device.state())->ids().value();
        REQUIRE(queue.erase(std::span(ids).first(1)));
    }
    drop.plug();
    device.now.monotonic += 1h;
    device.work(drop);
    const auto heard = heard_from(drop);
    CHECK(heard.contradictions.empty());
    REQUIRE_FALSE(heard.wholes.empty());
    CHECK(heard.wholes.back().told == 12);
    CHECK(heard.wholes.back().entries.size() == 12);
    CHECK(drop.entries().size() == 11);
}

TEST_CASE("statements tell of boots, how long they lasted, and when the drop knew the time") {
    Device device;
    FakeDrop drop;
    device.add(1);
    device.now.moment.boot.fill(1);
    device.now.moment.since_boot = 3h;
    device.work(drop);
    device.now.moment.boot.fill(2);
    device.now.moment.since_boot = 1min;
    drop.time = Answered::Time{1'800'000'000, 3};
    device.add(1);
    device.work(drop);
    device.now.moment.since_boot = 1h;
    device.add(1);
    device.work(drop);
    const auto last = heard_from(drop).nexts.back();
    REQUIRE(last.boots.size() == 2);
    CHECK(last.boots[0] == BootSeen{boot_tag({1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}), 3h, {}});
    CHECK(last.boots[1].lasted == 1h);
    CHECK(last.boots[1].anchors.at(0) == Anchor{1min, 1'800'000'000, 3});
}

TEST_CASE("the time of a later answer in a step is not held against the step's beginning") {
    // Each question takes less time than the one before, by the drop's clock and by ours: its answer is the surer one.
    struct LateDrop : FakeDrop {
        Answered put(std::string_view name, BytesView bytes) override {
            time->within_s -= 10;
            time->unix_s += time->within_s;
            return FakeDrop::put(name, bytes);
        }
    };
    constexpr std::int64_t began = 1'800'000'000;
    Device device;
    LateDrop drop;
    drop.time = Answered::Time{began, 200};
    device.add(1, "vigil");
    device.add(1, "morning");
    auto ledger = Ledger::open(device.state()).value();
    auto uploader =
        Uploader::start(QueueReader::open(device.state()).value(), ledger, drop, device.dice(), device.party()).value();
    const auto pass_time = [&] {
        device.now.monotonic = device.now.moment.since_boot = std::chrono::seconds(drop.time->unix_s - began);
    };
    for (int steps = 0; steps < 6; ++steps) {
        pass_time();
        REQUIRE(uploader.step(device.now));
    }
    REQUIRE(heard_from(drop).wholes.size() == 2);
    device.add(1);
    REQUIRE(uploader.look_again());
    pass_time();
    REQUIRE(uploader.step(device.now));
    const auto heard = heard_from(drop);  // Of two chains, one after the other.
    const auto last = *std::max_element(heard.nexts.begin(), heard.nexts.end(), [](const auto& a, const auto& b) {
        return a.boots.at(0).lasted < b.boots.at(0).lasted;
    });
    for (const auto& boot : last.boots) {
        CHECK(!boot.anchors.empty());
        for (const auto& anchor : boot.anchors) {
            const auto truly = began + std::chrono::duration_cast<std::chrono::seconds>(anchor.since_boot).count();
            CHECK(std::abs(anchor.unix_s - truly) <= anchor.within_s);
        }
    }
}

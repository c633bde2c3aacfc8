// Several bundles at a time, on a line that is slow.
#include "tests/sync/send/device.hpp"
#include "tests/sync/send/told.hpp"

using namespace hineni;

namespace {

// Takes what it is given together in another order, and loses or refuses some of it.
class Slow : public FakeDrop {
  public:
    std::vector<Answered> put_all(std::span<const Parcel> parcels) override {
        most_together = std::max(most_together, parcels.size());
        std::vector<Answered> answers(parcels.size());
        for (std::size_t i = parcels.size(); i-- > 0;) {
            answers[i] = FakeDrop::put(parcels[i].name, parcels[i].bytes);
            largest = std::max(largest, parcels[i].bytes.size());
            if (++asked_together % lost_each == 0) answers[i] = {Reply::Unreachable, "it broke off", "", {}};
        }
        return answers;
    }
    std::size_t lost_each = 1'000'000;
    std::size_t asked_together = 0;
    std::size_t most_together = 0;
    std::size_t largest = 0;
};

}  // namespace

TEST_CASE("a slow line gets small bundles, several at a time, and everything arrives once") {
    Device device;
    device.pace = 10s;
    Slow drop;
    const auto ids = device.add(300);
    SUBCASE("all of them") {
        device.work(drop);
        CHECK(drop.most_together > 8);
    }
    SUBCASE("where each third answer is lost") {
        drop.lost_each = 3;
        for (int i = 0; i < 40 && device.standing().waiting > 0; ++i) {
            device.work(drop);
            device.now.monotonic += 15min;
        }
    }
    CHECK(drop.largest <= 64UL * 1024);
    CHECK(each_once(drop, ids));
    CHECK(device.standing().delivered == 300);
    const auto heard = heard_from(drop);
    CHECK(heard.contradictions.empty());
    CHECK(heard.gaps.empty());
}

TEST_CASE("one refused among many that were sent together is found, and the others arrive") {
    Device device;
    device.pace = 10s;
    Slow drop;
    auto ids = device.add(200);
    const auto unwanted = *std::next(ids.begin(), 150);
    drop.refuse([&](const EntryId& id) { return id == unwanted; });
    device.work(drop);
    ids.erase(unwanted);
    CHECK(each_once(drop, ids));
    CHECK(device.standing().set_aside == 1);
    CHECK(device.standing().waiting == 0);
    CHECK(heard_from(drop).contradictions.empty());
}

TEST_CASE("on a line that is paid for by the byte no bundle is large") {
    Device device;
    FakeDrop drop;
    const auto ids = device.add(60);
    auto ledger = Ledger::open(device.state()).value();
    auto party = device.party();
    party.largest_bundle = 32UL * 1024;
    auto uploader =
        Uploader::start(QueueReader::open(device.state()).value(), ledger, drop, device.dice(), party).value();
    while (uploader.step(device.now).value().did != Stepped::Did::Nothing) {}
    CHECK(each_once(drop, ids));
    for (const auto& [name, bytes] : drop.held) CHECK(bytes.size() <= 32UL * 1024);
}

// What the uploader keeps when it, or what it knows, is lost.
#include <sys/wait.h>
#include <unistd.h>

#include "tests/sync/send/device.hpp"

using namespace hineni;

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
        auto uploader = Uploader::start(
                            std::move(queue), ledger, drop, [] { return highest; }, device.party())
                            .value();
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
    // In other bundles now, since they say something else; whoever counts by id counts each once.
    CHECK(drop.entries().size() == ids.size());
    CHECK(device.standing().delivered == 20);
}

// The program dies at every bundle, and the power goes with it: no number of a chain is ever given to two statements.
#include "tests/sync/send/device.hpp"
#include "tests/sync/send/told.hpp"

using namespace hineni;

namespace {

struct Killed {};

std::map<std::string, std::string> ledger_files(const std::filesystem::path& state) {
    std::map<std::string, std::string> files;
    for (const auto* end : {"", "-wal"}) {
        std::ifstream file(state / (std::string("deliveries.db") + end), std::ios::binary);
        if (file) files[end] = std::string(std::istreambuf_iterator<char>(file), {});
    }
    return files;
}

void put_back(const std::filesystem::path& state, const std::map<std::string, std::string>& files) {
    for (const auto* end : {"", "-wal", "-shm"}) std::filesystem::remove(state / (std::string("deliveries.db") + end));
    for (const auto& [end, bytes] : files) {
        std::ofstream(state / ("deliveries.db" + end), std::ios::binary) << bytes;
    }
}

// Keeps what the disk holds at each bundle, and dies at one of them, before or after it has taken it.
class Deadly : public FakeDrop {
  public:
    explicit Deadly(std::filesystem::path state) : state_(std::move(state)) {}
    Answered put(std::string_view name, BytesView bytes) override {
        disk.push_back(ledger_files(state_));
        const bool now = deadly && disk.size() == *deadly;
        if (now && !takes_it) throw Killed{};
        auto answer = FakeDrop::put(name, bytes);
        if (now) throw Killed{};
        return answer;
    }

    std::optional<std::size_t> deadly;
    bool takes_it = false;
    std::vector<std::map<std::string, std::string>> disk;

  private:
    std::filesystem::path state_;
};

// One life with a death in it. `commits_lost`: the disk forgot as many of the states that it was in at bundles before.
Hearsay heard_after_death(std::size_t at, bool takes_it, std::size_t disk_states_lost, std::size_t& bundles) {
    Device device;
    Deadly drop(device.state());
    device.add(40);
    device.work(drop);
    device.add(90);
    device.now.monotonic += 1h;
    drop.deadly = drop.disk.size() + at;
    drop.takes_it = takes_it;
    bool died = false;
    try {
        device.work(drop);
    } catch (const Killed&) {
        died = true;
    }
    bundles = drop.disk.size();
    if (!died) return {};
    const auto state = drop.disk.size() - 1 - std::min(disk_states_lost, drop.disk.size() - 1);
    put_back(device.state(), drop.disk[state]);
    drop.deadly.reset();
    device.add(30);  // What is told next differs from what would have been told.
    device.now.monotonic += 1h;
    device.work(drop);
    CHECK(drop.entries().size() == 160);
    return heard_from(drop);
}

}  // namespace

TEST_CASE("a death at any bundle leaves the chain unbroken") {
    std::size_t bundles = 0;
    std::size_t deaths = 0;
    for (const bool takes_it : {false, true}) {
        for (std::size_t at = 1; at < 12; ++at) {
            CAPTURE(at);
            CAPTURE(takes_it);
            const auto heard = heard_after_death(at, takes_it, 0, bundles);
            if (heard.nexts.empty()) break;
            ++deaths;
            CHECK(heard.contradictions.empty());
            CHECK(heard.gaps.empty());
        }
    }
    CHECK(deaths >= 8);
}

TEST_CASE("a disk that forgets commits breaks the chain, which is why each waits for the disk") {
    std::size_t broken = 0;
    std::size_t bundles = 0;
    for (std::size_t at = 1; at < 12; ++at) {
        const auto heard = heard_after_death(at, true, 1, bundles);
        if (heard.nexts.empty()) break;
        if (!heard.contradictions.empty()) ++broken;
    }
    CHECK(broken > 0);
}

// The line to a real nginx breaks at every byte of an exchange, in both directions and in several manners: nothing is
// lost, nothing is there twice, and the ledger never says delivered of what the drop does not hold.
#include <cstdlib>
#include <map>
#include <random>

#include "tests/network/chaos_proxy.hpp"
#include "tests/network/sendings.hpp"
#include "tests/sync/send/device.hpp"

using namespace hineni;

namespace {

// A status in words is not to be believed; the end of a connection even less.
class BelievesTheEnd : public Transport {
  public:
    explicit BelievesTheEnd(Transport& inner) : inner_(inner) {}
    Answered put(std::string_view name, BytesView bytes) override {
        auto answer = inner_.put(name, bytes);
        if (answer.why.find("broke off") != std::string::npos) answer.reply = Reply::Accepted;
        return answer;
    }
    Result<std::vector<std::string>> list() override { return inner_.list(); }
    Result<std::optional<Bytes>> find(std::string_view name, std::size_t at_most) override {
        return inner_.find(name, at_most);
    }
    std::string place() const override { return inner_.place(); }

  private:
    Transport& inner_;
};

void empty(const WebDrop& server) {
    for (const auto& file : std::filesystem::directory_iterator(server.files())) std::filesystem::remove(file);
}

int port_of(const WebDrop& server) {
    const auto address = server.address("");
    return std::stoi(address.substr(address.rfind(':') + 1));
}

class World {
  public:
    World() { renew(); }

    // An exchange on a whole line: how many bytes it is each way.
    ChaosProxy::Most whole() {
        send(std::nullopt, false);
        return proxy_.most();
    }

    struct Outcome {
        bool false_delivery = false;  // The ledger said delivered, and the drop did not hold it.
        bool lost = false;            // Not there after the line was mended.
        bool twice = false;
        bool waits = false;  // Not delivered after the line was mended.
        [[nodiscard]] bool well() const { return !false_delivery && !lost && !twice && !waits; }
    };
    Outcome send(const std::optional<Cut>& cut, bool control) {
        if (++sent_ % 50 == 0) renew();
        const auto ids = device_->add(1);
        const auto before = device_->standing().delivered;
        proxy_.cut(cut);
        const auto broken = transport_to(broken_address(), {server_.authorities(), {}}).value();
        BelievesTheEnd gullible(*broken);
        device_->work(control ? static_cast<Transport&>(gullible) : *broken);
        Outcome outcome;
        outcome.false_delivery = device_->standing().delivered > before && entries_held_by(server_).empty();
        device_->now.monotonic += 1h;  // The backoff is over.
        device_->work(*mended_);
        const auto held = entries_held_by(server_);
        outcome.lost = held.count(*ids.begin()) == 0;
        outcome.twice = !outcome.lost && (held.size() > 1 || held.begin()->second > 1);
        outcome.waits = device_->standing().waiting != 0;
        empty(server_);
        return outcome;
    }

  private:
    [[nodiscard]] std::string broken_address() const {
        return "https://localhost:" + std::to_string(proxy_.port()) + "/drop/";
    }
    // Reading a ledger takes longer the more it holds.
    void renew() { device_ = std::make_unique<Device>(); }

    WebDrop server_;
    ChaosProxy proxy_{port_of(server_)};
    std::unique_ptr<Transport> mended_ = transport_to(server_.address(), {server_.authorities(), {}}).value();
    std::unique_ptr<Device> device_;
    int sent_ = 0;
};

std::size_t number_from(const char* name, std::size_t otherwise) {
    const char* const text = std::getenv(name);
    return text != nullptr ? std::strtoul(text, nullptr, 10) : otherwise;
}

// So many cuts, spread evenly over all bytes, both ways and the manners that are over at once. With as many as there
// are, every one.
std::vector<Cut> some_cuts(const ChaosProxy::Most& whole, std::size_t count, std::size_t seed) {
    std::vector<Cut> all;
    for (const bool to_server : {true, false}) {
        for (std::size_t at = 0; at <= (to_server ? whole.to_server : whole.to_client); ++at) {
            for (const auto kind : {Cut::Kind::Reset, Cut::Kind::Close, Cut::Kind::HalfClose}) {
                all.push_back({kind, to_server, at});
            }
        }
    }
    if (count >= all.size()) return all;
    std::vector<Cut> some;
    std::minstd_rand dice(static_cast<unsigned>(seed));
    const double step = static_cast<double>(all.size()) / static_cast<double>(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto within = std::uniform_real_distribution<>(0, step)(dice);
        some.push_back(all[static_cast<std::size_t>(static_cast<double>(i) * step + within)]);
    }
    return some;
}

void try_cuts(std::size_t count, std::size_t seed) {
    setenv("TMPDIR", "/dev/shm", 1);  // Thousands of commits, of which no disk needs to know.
    World world;
    const auto cuts = some_cuts(world.whole(), count, seed);
    std::map<Cut::Kind, std::size_t> tried;
    for (const auto& cut : cuts) {
        const auto outcome = world.send(cut, false);
        ++tried[cut.kind];
        if (outcome.well()) continue;
        CAPTURE(in_words(cut));
        CHECK_FALSE(outcome.false_delivery);
        CHECK_FALSE(outcome.lost);
        CHECK_FALSE(outcome.twice);
        CHECK_FALSE(outcome.waits);
    }
    MESSAGE(cuts.size() << " cuts: " << tried[Cut::Kind::Reset] << " resets, " << tried[Cut::Kind::Close] << " closes, "
                        << tried[Cut::Kind::HalfClose] << " half-closes");
    unsetenv("TMPDIR");
}

}  // namespace

TEST_CASE("a line that breaks anywhere loses nothing and doubles nothing") {
    try_cuts(60, 1);
}

TEST_CASE("a line that breaks at any byte loses nothing and doubles nothing" * doctest::test_suite("long")) {
    try_cuts(number_from("HINENI_RUNS", 3000), number_from("HINENI_SEED", 1));
}

TEST_CASE("a sender that takes the end of a connection for an answer is caught by lines that break") {
    World world;
    int caught = 0;
    for (const auto& cut : some_cuts(world.whole(), 24, 1)) caught += world.send(cut, true).false_delivery ? 1 : 0;
    CHECK(caught > 0);
}

TEST_CASE("the real program gives up on a line that stalls, gets through one that dribbles, and delivers once") {
    const WebDrop server;
    ChaosProxy proxy(port_of(server));
    const auto broken = "https://localhost:" + std::to_string(proxy.port()) + "/drop/";
    Sendings sendings(1);
    const auto run = [&](const std::filesystem::path& state, const std::string& to, bool quick) {
        sendings.begin("", to_drop(to), server.authorities(), {"", quick}, state);
        return sendings.end().front();
    };
    CHECK(run(sendings.fresh(), broken, false).standing.delivered == 1);
    const auto whole = proxy.most();
    using Kind = Cut::Kind;
    for (const auto& cut :
         {Cut{Kind::Stall, true, 0},                       // Within the greeting of TLS.
          Cut{Kind::Stall, false, 700},                    // Within the certificate.
          Cut{Kind::Stall, true, 1000},                    // Within the question.
          Cut{Kind::Stall, false, whole.to_client - 100},  // Within an answer.
          Cut{Kind::Reset, true, 3000},                    // Within the bundle.
          Cut{Kind::HalfClose, true, 3000}, Cut{Kind::Dribble, true, 0}, Cut{Kind::Dribble, false, 0}}) {
        CAPTURE(in_words(cut));
        empty(server);
        proxy.cut(cut);
        const auto state = sendings.fresh();
        const auto first = run(state, broken, cut.kind == Kind::Stall);
        CHECK(first.report.lasted_ms >= 0);
        CHECK(first.report.lasted_ms <= 30'000);
        CHECK(first.standing.delivered <= entries_held_by(server).size());
        if (cut.kind == Kind::Dribble) CHECK_MESSAGE(first.finished.exit_code == 0, first.finished.err);
        const auto second = run(state, server.address(), false);
        CHECK_MESSAGE(second.finished.exit_code == 0, second.finished.err);
        CHECK(second.standing.delivered == 1);
        CHECK(second.standing.waiting == 0);
        const auto held = entries_held_by(server);
        REQUIRE(held.size() == 1);
        CHECK(held.begin()->second == 1);
    }
}

// Sendings: `hineni-sync send` run many times over, each from a state of its own that is a copy of the same: entries
// that wait, and an event pack.
#pragma once

#include <doctest/doctest.h>

#include <deque>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "hineni/queue.hpp"
#include "sync/bundle/bundle.hpp"
#include "sync/queue/ledger.hpp"
#include "tests/network/hostile_server.hpp"
#include "tests/support/envelopes.hpp"
#include "tests/support/web_drop.hpp"

namespace hineni {

struct Sending {
    std::string name;
    std::filesystem::path state;
    Finished finished;
    Report report;
    Standing standing;
};

// Lines for the section [deliver] of a pack.
inline std::string to_drop(const std::string& address, const std::string& pin = "") {
    return "drop = \"" + address + "\"\n" + (pin.empty() ? "" : "pins = [\"" + pin + "\"]\n");
}
inline std::string to_store(const std::string& endpoint) {
    return "drop = \"s3://bucket/vigil\"\n[deliver.store]\nendpoint = \"" + endpoint +
           "\"\naccess_key = \"AKIAEXAMPLE\"\nsecret_key = \"not a secret at all\"\n";
}

// How often each entry is there, over all bundles of the drop.
inline std::map<EntryId, int> entries_held_by(const WebDrop& server) {
    std::map<EntryId, int> counts;
    for (const auto& path : std::filesystem::directory_iterator(server.files())) {
        std::ifstream file(path.path(), std::ios::binary);
        const Bytes bytes{std::istreambuf_iterator<char>(file), {}};
        const auto bundle = read_bundle(bytes);
        if (!bundle) continue;
        for (const auto& envelope : bundle->envelopes) ++counts[envelope.id];
    }
    return counts;
}

class Sendings {
  public:
    explicit Sendings(std::size_t entries) {
        auto queue = Queue::open(folder_ / "waiting");
        REQUIRE_MESSAGE(queue, queue.error().what);
        for (std::size_t i = 0; i < entries; ++i) REQUIRE(queue->add(noise_envelope("vigil")));
    }

    // A fresh state: the same entries wait.
    [[nodiscard]] std::filesystem::path fresh() {
        const auto state = folder_ / std::to_string(++count_);
        std::filesystem::copy(folder_ / "waiting", state);
        return state;
    }

    // Begins one from a fresh state, or the one that is given, with a pack that says how to deliver; what came of it is
    // told by end(). Several run at the same time.
    void begin(const std::string& name, const std::string& deliver, const std::filesystem::path& authorities,
               const Pretending& pretending = {}, std::filesystem::path state = {}) {
        if (running_.size() == at_once) end_one();
        if (state.empty()) state = fresh();
        const auto event = folder_ / ("event" + std::to_string(++count_));
        write_pack(event, deliver);
        std::vector<std::string> command{program, "send", "--event", event.string(), "--state", state.string()};
        if (!authorities.empty()) command.insert(command.end(), {"--ca", authorities.string()});
        running_.push_back(
            {{name, state, {}, {}, {}}, std::make_unique<Child>(command, pretending.environment(state / "report"))});
    }

    // Those that were begun, in their order, all at their end.
    [[nodiscard]] std::vector<Sending> end() {
        while (!running_.empty()) end_one();
        return std::exchange(ended_, {});
    }

    std::string program = HINENI_BIN "/hineni-sync";

  private:
    static constexpr std::size_t at_once = 6;
    struct Running {
        Sending sending;
        std::unique_ptr<Child> child;
    };

    static void write_pack(const std::filesystem::path& folder, const std::string& deliver) {
        std::filesystem::create_directory(folder);
        std::ofstream(folder / "event.toml")
            << "hineni = 1\n[event]\nid = \"vigil\"\nname = { en = \"Vigil\" }\nplace = { en = \"Square\" }\n"
               "starts = 2026-12-10T17:00:00-05:00\nlanguages = [\"en\"]\n"
               "[keys]\nrecipients = [\"hineni1pn42e2fmaq3gzmgsxb7ak6na2okcc5horyoif6lupntmzrefkvqkbl4rqe\"]\n"
               "[deliver]\n"
            << deliver
            << "[[form]]\nid = \"join\"\nkind = \"signup\"\ntitle = { en = \"Join\" }\n"
               "[[form.field]]\nid = \"name\"\nkind = \"name\"\nlabel = { en = \"Name\" }\n";
    }

    void end_one() {
        auto& [sending, child] = running_.front();
        sending.finished = child->wait();
        sending.report = read_report(sending.state / "report");
        if (auto standing = read_standing(sending.state)) sending.standing = *standing;
        ended_.push_back(std::move(sending));
        running_.pop_front();
    }

    FreshFolder folder_;
    std::deque<Running> running_;
    std::vector<Sending> ended_;
    int count_ = 0;
};

}  // namespace hineni

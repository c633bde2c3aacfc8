// Sendings: `hineni-sync send` run many times over, each from a state of its own that is a copy of the same: entries
// that wait, and an event pack.
#pragma once

#include <doctest/doctest.h>

#include <deque>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "hineni/queue.hpp"
#include "sync/queue/ledger.hpp"
#include "tests/network/hostile_server.hpp"
#include "tests/support/envelopes.hpp"

namespace hineni {

struct Sending {
    std::string name;
    std::filesystem::path state;
    Finished finished;
    Report report;
    Standing standing;
};

class Sendings {
  public:
    // `deliver`: lines for the section of the pack that says how.
    explicit Sendings(std::size_t entries, const std::string& deliver = "") {
        std::filesystem::create_directory(folder_ / "event");
        std::ofstream(folder_ / "event" / "event.toml")
            << "hineni = 1\n[event]\nid = \"vigil\"\nname = { en = \"Vigil\" }\nplace = { en = \"Square\" }\n"
               "starts = 2026-12-10T17:00:00-05:00\nlanguages = [\"en\"]\n"
               "[keys]\nrecipients = [\"hineni1pn42e2fmaq3gzmgsxb7ak6na2okcc5horyoif6lupntmzrefkvqkbl4rqe\"]\n"
            << (deliver.empty() ? "" : "[deliver]\n" + deliver + "\n")
            << "[[form]]\nid = \"join\"\nkind = \"signup\"\ntitle = { en = \"Join\" }\n"
               "[[form.field]]\nid = \"name\"\nkind = \"name\"\nlabel = { en = \"Name\" }\n";
        auto queue = Queue::open(folder_ / "waiting");
        REQUIRE_MESSAGE(queue, queue.error().what);
        for (std::size_t i = 0; i < entries; ++i) REQUIRE(queue->add(noise_envelope("vigil")));
    }

    // Begins one; what came of it is told by end(). Several run at the same time.
    void begin(const std::string& name, const std::string& address, const std::filesystem::path& authorities,
               const Pretending& pretending = {}) {
        if (running_.size() == at_once) end_one();
        const auto state = folder_ / std::to_string(++count_);
        std::filesystem::copy(folder_ / "waiting", state);
        std::vector<std::string> command{program,   "send",         "--event", (folder_ / "event").string(),
                                         "--state", state.string(), "--drop",  address};
        if (!authorities.empty()) command.insert(command.end(), {"--ca", authorities.string()});
        running_.push_back(
            {{name, state, {}, {}, {}}, std::make_unique<Child>(command, pretending.environment(state / "report"))});
    }

    // Those that were begun, in their order, all at their end.
    [[nodiscard]] std::vector<Sending> end() {
        while (!running_.empty()) end_one();
        return std::move(ended_);
    }

    std::string program = HINENI_BIN "/hineni-sync";

  private:
    static constexpr std::size_t at_once = 6;
    struct Running {
        Sending sending;
        std::unique_ptr<Child> child;
    };

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

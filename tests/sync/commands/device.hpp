// A device as the real programs see it: an event pack, a state folder, a drop.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "hineni/queue.hpp"
#include "hineni/seal.hpp"
#include "sync/bundle/bundle.hpp"
#include "sync/send/transport.hpp"
#include "tests/support/envelopes.hpp"
#include "tests/support/fresh_folder.hpp"
#include "tests/support/process.hpp"

namespace hineni {

class Device {
  public:
    Device() {
        std::filesystem::create_directory(drop());
        deliver_to("file:" + drop().string());
    }

    void deliver_to(const std::string& address) {
        std::filesystem::create_directory(event());
        std::ofstream file(event() / "event.toml");
        file << "hineni = 1\n[event]\nid = \"" << event_id
             << "\"\nname = { en = \"Vigil\" }\nplace = { en = \"Square\" }\n"
                "starts = 2026-12-10T17:00:00-05:00\nlanguages = [\"en\"]\n"
                "[keys]\nrecipients = [\""
             << recipient << "\"]\n";
        if (!address.empty()) file << "[deliver]\ndrop = \"" << address << "\"\n";
        file << "[[form]]\nid = \"join\"\nkind = \"signup\"\ntitle = { en = \"Join\" }\n"
                "[[form.field]]\nid = \"name\"\nkind = \"name\"\nlabel = { en = \"Name\" }\n";
    }

    void add(std::size_t count) {
        auto queue = Queue::open(state());
        REQUIRE_MESSAGE(queue, queue.error().what);
        for (std::size_t i = 0; i < count; ++i) REQUIRE(queue->add(noise_envelope(event_id)));
    }

    // hineni-sync COMMAND --event … --state … and what more there is.
    [[nodiscard]] std::vector<std::string> command(const std::string& name, std::vector<std::string> more = {}) const {
        std::vector<std::string> words{HINENI_BIN "/hineni-sync", name,      "--event",
                                       event().string(),          "--state", state().string()};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    [[nodiscard]] Finished sync(const std::string& name, std::vector<std::string> more = {}) const {
        return finish(command(name, std::move(more)));
    }
    [[nodiscard]] nlohmann::json status() const {
        const auto said = sync("status", {"--json"});
        REQUIRE_MESSAGE(said.exit_code == 0, said.err);
        return nlohmann::json::parse(said.out);
    }

    [[nodiscard]] std::filesystem::path event() const { return folder_ / "event"; }
    [[nodiscard]] std::filesystem::path state() const { return folder_ / "state"; }
    [[nodiscard]] std::filesystem::path drop() const { return folder_ / "drop"; }

    std::string event_id = "vigil";
    std::string recipient = "hineni1pn42e2fmaq3gzmgsxb7ak6na2okcc5horyoif6lupntmzrefkvqkbl4rqe";

  private:
    FreshFolder folder_;
};

// How often each entry is in a folder of bundles.
inline std::map<EntryId, int> entries_in(const std::filesystem::path& folder) {
    std::map<EntryId, int> counts;
    const auto drop = transport_to(folder.string()).value();
    const auto names = drop->list();
    REQUIRE(names);
    for (const auto& name : *names) {
        const auto bundle = read_bundle(drop->get(name, 4UL * 1024 * 1024).value());
        REQUIRE(bundle);
        for (const auto& envelope : bundle->envelopes) ++counts[envelope.id];
    }
    return counts;
}

}  // namespace hineni

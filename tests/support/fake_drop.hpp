// FakeDrop: a drop in memory, with weather.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "sync/bundle/bundle.hpp"
#include "sync/send/transport.hpp"

namespace hineni {

class FakeDrop : public Transport {
  public:
    void unplug() { plugged_ = false; }
    void plug() { plugged_ = true; }
    // Refuses every bundle that holds an envelope for which this is true.
    void refuse(std::function<bool(const EntryId&)> which) { refused_ = std::move(which); }
    // Answers so to everything, and stores nothing; nothing: as itself again.
    void answer(std::optional<Answered> answer) { answer_ = std::move(answer); }
    // Stores the next bundle, but the answer is lost on the way.
    void lose_next_answer() { lose_answer_ = true; }

    [[nodiscard]] Answered put(std::string_view name, BytesView bytes) override {
        asked.emplace_back(name);
        if (!plugged_) return {Reply::Unreachable, "no connection to the server", "check the network", {}};
        if (answer_) return *answer_;
        const auto bundle = read_bundle(bytes);
        for (const auto& envelope : bundle.value().envelopes) {
            if (refused_ && refused_(envelope.id)) return {Reply::Refused, "it is not wanted", "ask the drop", {}};
        }
        held[std::string(name)] = Bytes(bytes.begin(), bytes.end());
        if (lose_answer_) {
            lose_answer_ = false;
            return {Reply::Unreachable, "the connection broke off", "", {}};
        }
        return {Reply::Accepted, {}, {}, {}, time};
    }
    [[nodiscard]] Result<std::vector<std::string>> list() override {
        std::vector<std::string> names;
        for (const auto& [name, bytes] : held) names.push_back(name);
        return names;
    }
    [[nodiscard]] Result<std::optional<Bytes>> find(std::string_view name, std::size_t at_most) override {
        const auto found = held.find(std::string(name));
        if (found == held.end()) return std::nullopt;
        if (found->second.size() > at_most) return fail("too large");
        return found->second;
    }
    [[nodiscard]] std::string place() const override { return "a fake drop"; }

    // Bundles that carry entries.
    [[nodiscard]] std::size_t bundles() const {
        return static_cast<std::size_t>(std::count_if(held.begin(), held.end(), [](const auto& each) {
            const auto bundle = read_bundle(each.second);
            return bundle && !bundle->envelopes.empty();
        }));
    }
    // All statements, as they are.
    [[nodiscard]] std::vector<Bytes> statements() const {
        std::vector<Bytes> found;
        for (const auto& [name, bytes] : held) {
            const auto bundle = read_bundle(bytes);
            if (bundle) found.insert(found.end(), bundle->statements.begin(), bundle->statements.end());
        }
        return found;
    }
    // How often each entry is there, over all bundles.
    [[nodiscard]] std::map<EntryId, int> entries() const {
        std::map<EntryId, int> counts;
        for (const auto& [name, bytes] : held) {
            const auto bundle = read_bundle(bytes);
            if (!bundle) continue;  // A receipt.
            for (const auto& envelope : bundle->envelopes) ++counts[envelope.id];
        }
        return counts;
    }

    std::optional<Answered::Time> time;  // What the drop says it is.
    std::map<std::string, Bytes> held;
    std::vector<std::string> asked;  // The name of every bundle that was offered, in order.

  private:
    bool plugged_ = true;
    bool lose_answer_ = false;
    std::optional<Answered> answer_;
    std::function<bool(const EntryId&)> refused_;
};

}  // namespace hineni

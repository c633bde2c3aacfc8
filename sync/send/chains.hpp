// Chains: what the device says of its envelopes, event by event (sync/bundle/statement.hpp). Each statement is the next
// in the chain of its event; the heads are written down, through Change, before a statement leaves the device, so that
// no number is ever given twice.
//
// A ledger that is new, or that another device has written, begins another chain.
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "sync/bundle/statement.hpp"
#include "sync/queue/ledger.hpp"

namespace hineni {

class Chains {
  public:
    using Dice = std::function<std::uint32_t()>;

    // What goes into every statement beside the entries.
    struct World {
        std::vector<BootSeen> boots;
        std::uint64_t tally = 0;
    };

    Chains(const DeviceKey& device, Dice dice) : device_(&device), dice_(std::move(dice)) {}
    [[nodiscard]] Result<void> read(Ledger& ledger);

    struct Said {
        std::int64_t chain = 0;
        Bytes statement;
    };
    // The next statement, about these. By id.
    [[nodiscard]] Said tell(const EventTag& event, std::vector<Listed> entries, const World& world);
    // Told of, and not sent with the statement that said so.
    void told_in_vain(const Listed& entry, std::int64_t chain) { told_[entry.id] = chain; }

    // Heads that have moved on since; to be written down.
    [[nodiscard]] std::vector<Chain> take_changed();
    [[nodiscard]] bool changed() const { return !changed_.empty(); }

    // Of this device.
    [[nodiscard]] std::vector<Chain> mine() const;
    // All of `chain` have been listed once more.
    void told_whole(std::int64_t chain);

  private:
    Chain& of(const EventTag& event);

    const DeviceKey* device_;
    Dice dice_;
    std::map<std::int64_t, Chain> chains_;
    std::map<std::int64_t, bool> changed_;
    std::map<EntryId, std::int64_t> told_;  // Waiting again, and in which chain they were told of.
};

// How many bytes a statement takes in a bundle.
[[nodiscard]] std::size_t room_for_statement(const std::vector<BootSeen>& boots, std::size_t entries);

// The bundle that lists everything a chain has told of, `entries`, and holds no envelope.
[[nodiscard]] Bytes write_whole(const Chain& chain, std::vector<Listed> entries, const Chains::World& world,
                                const DeviceKey& device);

}  // namespace hineni

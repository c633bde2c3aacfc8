// Ledger: what became of each envelope and what the device has said of them, in deliveries.db. Written by sync only;
// the kiosk and `status` read it at any time, whether sync runs or not.
//
// It promises that a change is on the disk as a whole when record() returns, whatever happens to the program or the
// power, and that a second sync is refused. Losing the file loses no entry: everything is sent again, and the desk
// counts by id. It holds ids and marks of envelopes and no hint of the order in which they came: of a delivered one it
// keeps the day of the device's running, and not which others travelled with it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "hineni/clock.hpp"
#include "hineni/envelope.hpp"
#include "hineni/result.hpp"
#include "hineni/seal.hpp"
#include "hineni/standing.hpp"

namespace hineni {

// The head of a chain of statements (sync/bundle/statement.hpp): of one event, by one device.
struct Chain {
    std::int64_t key = 0;  // In this ledger; from 1.
    EventTag event{};
    DeviceName device{};
    std::array<std::uint8_t, 16> id{};
    std::uint64_t next = 0;        // The number of the statement that follows.
    Digest before{};               // Of the last one.
    std::uint64_t told = 0;        // Different entries so far.
    std::uint64_t told_whole = 0;  // The same, when all of them were last listed at the drop.
    friend bool operator==(const Chain&, const Chain&) = default;
};

// A bundle about to be sent: after a crash the same entries and words make the same bundle with the same name.
struct Plan {
    std::string bundle;
    std::int64_t chain = 0;
    std::vector<Listed> entries;  // By id.
    Bytes statement;
    friend bool operator==(const Plan&, const Plan&) = default;
};

struct SetAside {
    Listed entry;
    std::int64_t chain = 0;  // 0: never told of, because it is damaged.
    std::string reason;
};

// What is known of one of the device's boots.
struct Boot {
    std::int64_t number = 0;  // In their order.
    std::array<std::uint8_t, 16> id{};
    Monotonic lasted{0};        // The latest moment of it that was noticed.
    std::vector<Moment> known;  // Moments of it at which the true time was known, in their order.
};
inline constexpr std::size_t most_known_boots = 32;

// What the uploader found out since the last record, and what it does next.
struct Change {
    std::vector<Plan> planned;           // Takes its place beside the plans before.
    std::vector<Plan> delivered;         // The drop has it; no longer planned.
    std::vector<Plan> let_go;            // No longer planned, without an outcome. Its entries stay told of.
    std::vector<SetAside> set_aside;     // By itself: the plan, where there was one, is let go.
    std::vector<Listed> received;        // A desk has vouched for these.
    std::vector<Chain> chains;           // New heads.
    std::optional<Moment> when;          // Of the delivery, where there was one.
    std::optional<Boot> boot;            // The present one, as it is known now.
    std::optional<Hindrance> hindrance;  // Nothing: the way is free.
};

// Of one entry: which bytes are meant, and whether a desk has them.
struct Known {
    EnvelopeMark mark{};
    bool received = false;
};

class Ledger {
  public:
    // Opens or makes `state`/deliveries.db, for its one writer.
    [[nodiscard]] static Result<Ledger> open(const std::filesystem::path& state);
    Ledger(Ledger&&) noexcept;
    Ledger& operator=(Ledger&&) noexcept;
    ~Ledger();

    [[nodiscard]] Result<void> record(const Change& change);
    // A desk has vouched for these; in the boot as it is known now. Changes nothing else.
    [[nodiscard]] Result<void> receive(const std::vector<Listed>& entries, const Boot& boot);
    // Lets what was set aside wait again; for when the drop has been put right.
    [[nodiscard]] Result<void> reconsider();
    // What was about to be sent when the last record() returned.
    [[nodiscard]] Result<std::vector<Plan>> plans();
    // Delivered, received or set aside, in the order of the ids.
    [[nodiscard]] Result<std::vector<EntryId>> settled();
    // Told of in which chain, and neither settled nor planned.
    [[nodiscard]] Result<std::vector<std::pair<EntryId, std::int64_t>>> told();
    [[nodiscard]] Result<std::vector<Chain>> chains();
    // Every entry that a chain has told of, by id.
    [[nodiscard]] Result<std::vector<Listed>> listed(std::int64_t chain);
    // Is something of this chain delivered and not received?
    [[nodiscard]] Result<bool> awaits_receipt(std::int64_t chain);
    // Nothing where the ledger does not know the entry.
    [[nodiscard]] Result<std::optional<Known>> known(const EntryId& id);
    // Oldest first, at most most_known_boots.
    [[nodiscard]] Result<std::vector<Boot>> boots();

  private:
    struct Inside;
    explicit Ledger(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

// What a copy on a stick takes along of the ledger: each chain with all that it has told of, and the boots.
struct Told {
    struct Of {
        Chain chain;
        std::vector<Listed> entries;
    };
    std::vector<Of> chains;
    std::vector<Boot> boots;
};
// Nothing told where there is no ledger.
[[nodiscard]] Result<Told> read_told(const std::filesystem::path& state);

}  // namespace hineni

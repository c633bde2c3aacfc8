// Ledger: what became of each envelope, in deliveries.db. Written by sync only; the kiosk and `status` read it at any
// time, whether sync runs or not.
//
// It promises that a change is in the file as a whole when record() returns, whatever happens to the program, and that
// a second sync is refused. A power cut may take the last changes and never more (README.md says why that is enough).
// Losing the file loses no entry: everything is sent again, and the desk counts by id. It holds ids of envelopes and no
// hint of the order in which they came; once a bundle is delivered, not even which of them travelled together.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hineni/clock.hpp"
#include "hineni/entry.hpp"
#include "hineni/result.hpp"

namespace hineni {

// A bundle about to be sent: after a crash the same entries make the same bundle with the same name.
struct Plan {
    std::string bundle;
    std::vector<EntryId> ids;
    friend bool operator==(const Plan&, const Plan&) = default;
};

struct SetAside {
    EntryId id;
    std::string reason;
};

// Why the drop could not be reached; for people.
struct Hindrance {
    std::string why;
    std::string hint;
    friend bool operator==(const Hindrance&, const Hindrance&) = default;
};

// What the uploader found out since the last record, and what it does next.
struct Change {
    std::vector<EntryId> delivered;
    std::vector<SetAside> set_aside;
    std::optional<Moment> when;          // Of the delivery, where there was one.
    std::vector<Plan> plans;             // Take the place of the plans before.
    std::optional<Hindrance> hindrance;  // Nothing: the way is free.
};

class Ledger {
  public:
    // Opens or makes `state`/deliveries.db, for its one writer.
    [[nodiscard]] static Result<Ledger> open(const std::filesystem::path& state);
    Ledger(Ledger&&) noexcept;
    Ledger& operator=(Ledger&&) noexcept;
    ~Ledger();

    [[nodiscard]] Result<void> record(const Change& change);
    // Forgets what was set aside, so that it waits again; for when the drop has been put right.
    [[nodiscard]] Result<void> reconsider();
    // What was about to be sent when the last record() returned.
    [[nodiscard]] Result<std::vector<Plan>> plans();
    // Delivered or set aside, in the order of the ids.
    [[nodiscard]] Result<std::vector<EntryId>> settled();

  private:
    struct Inside;
    explicit Ledger(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

// Where everything stands, for people.
struct Standing {
    std::size_t safe_here = 0;  // Envelopes in the queue.
    std::size_t delivered = 0;  // The drop has them.
    std::size_t waiting = 0;    // In the queue, neither delivered nor set aside.
    std::size_t set_aside = 0;
    std::vector<std::pair<std::string, std::size_t>> reasons;  // For setting aside, and how many each.
    std::optional<Moment> last_delivery;
    std::optional<Hindrance> hindrance;
};

// Reads queue.db and deliveries.db; a missing one counts as empty. Changes nothing and never waits for a writer.
[[nodiscard]] Result<Standing> read_standing(const std::filesystem::path& state);

// Is somebody in the middle of a commit to this SQLite file (or moving commits from its -wal)? Looks at the locks that
// SQLite takes on the -shm file (sqlite.org/walformat.html, 2.3). Never call it in a process that has the same file
// open: closing a file lets go of the process's own locks on it.
[[nodiscard]] bool being_written(const std::filesystem::path& database);

}  // namespace hineni

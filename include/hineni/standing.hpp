// Standing: where the entries of this device are, for people: `hineni-sync status` and the organizer's screen. Counts
// and conditions, never a name. Implemented in sync/queue.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hineni/clock.hpp"
#include "hineni/result.hpp"

namespace hineni {

// Why the drop could not be reached; for people.
struct Hindrance {
    std::string why;
    std::string hint;
    friend bool operator==(const Hindrance&, const Hindrance&) = default;
};

// Where everything stands, for people.
struct Standing {
    std::size_t safe_here = 0;  // Envelopes in the queue.
    std::size_t delivered = 0;  // The drop has them, or a desk; also those that the queue has let go since.
    std::size_t received = 0;   // A desk has them: a part of delivered.
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
// open: closing a file lets go of the process's own locks on it. So the kiosk, which has queue.db open, asks for
// deliveries.db alone, and between two readings of it.
[[nodiscard]] bool being_written(const std::filesystem::path& database);

}  // namespace hineni

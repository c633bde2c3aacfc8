// Shelf: the event packs that a device has. `hineni-sync import` is its only writer: it takes a pack from the card's
// boot partition or a stick, reads it as a whole, looks at who sealed it, and puts it on the shelf; kiosk and sync read
// `shelf`/current as their event pack. A pack that cannot be read leaves the one in use where it is. Implemented in
// sync/packs, where the folder is described.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "hineni/result.hpp"

namespace hineni {

// Who sealed a pack (`hineni-desk seal-pack`), as a device sees it.
enum class Sealer {
    Trusted,   // The organizers whom this device met first, or said yes to since.
    First,     // The first seal that this device has seen: trusted from now on.
    Stranger,  // A good seal of somebody else: needs the organizer's yes.
    Nobody,    // No seal, or none that fits the files: needs the organizer's yes.
};

struct ShelvedPack {
    std::string digest;  // Hexadecimal digits; names the folder below `shelf`/packs.
    std::string event_id;
    std::string event_name;  // In the pack's first language.
    Sealer sealer = Sealer::Nobody;
    std::string sealer_words;  // The sealer's fingerprint as four pronounceable words; empty: Nobody.
};

struct Shelf {
    std::optional<ShelvedPack> current;
    std::optional<ShelvedPack> waiting;  // Read and good, but not sealed by whom this device trusts.
    std::string complaint;               // Why the last pack that was looked at was not taken; empty: it was.
};

// For the kiosk. A shelf that is not there is an empty one.
[[nodiscard]] Result<Shelf> read_shelf(const std::filesystem::path& shelf);

}  // namespace hineni

// The Table of a state folder: the organizer's PIN, and where the entries stand. All that a rehearsal has; a device
// adds itself (kiosk/device).
#pragma once

#include <filesystem>

#include "hineni/event_pack.hpp"
#include "kiosk/shell/table.hpp"

namespace hineni {

// `pack` outlives the Table. The pack's PIN wins over the one of the state.
[[nodiscard]] Table table_on_state(const EventPack& pack, const std::filesystem::path& state);

}  // namespace hineni

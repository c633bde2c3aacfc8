// Where practice keeps its entries: `state`/practice, a queue and a device key of its own. Every practice begins with
// none, its entries are sealed to a key made for it whose secret half nobody ever had, and carry an event id that no
// event has. It has no mirror and no upkeep, and nothing of it outlives it.
#pragma once

#include <filesystem>

#include "hineni/event_pack.hpp"
#include "kiosk/shell/stage.hpp"

namespace hineni {

// Takes away at once what was left of one, for a restart ends it as well. `pack`, and the Practice, outlive its Stores.
[[nodiscard]] Practice practice_on_device(const EventPack& pack, const std::filesystem::path& state);

}  // namespace hineni

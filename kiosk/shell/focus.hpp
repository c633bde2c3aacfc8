// Focus: which thing on the glass a keyboard acts on. A value, and pure functions over what the Ledger says is there;
// the Stage applies them. It goes by the target's id, so it stays where it is when a frame is drawn anew.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kiosk/voice/reading_order.hpp"
#include "kiosk/widgets/touch.hpp"

namespace hineni {

struct Focus {
    std::optional<std::uint32_t> on;  // The target that has it, by its id.
    std::size_t place = 0;            // Its place among the targets, for when its words, and so its id, change.
    bool shown = false;               // From the first key until a finger touches.
};

namespace focus {

using Targets = std::vector<touch::Target>;

// Where Tab stops, in reading order: what is off is left out, the keys of the on-screen keyboard come last.
[[nodiscard]] std::vector<std::uint32_t> stops(const Targets& targets, Across across);

// Round and round; the first (last) stop where nothing has the focus. Nothing where there is no stop.
[[nodiscard]] std::optional<std::uint32_t> next(const Targets& targets, Across across, std::optional<std::uint32_t> on);
[[nodiscard]] std::optional<std::uint32_t> previous(const Targets& targets, Across across,
                                                    std::optional<std::uint32_t> on);

enum class Way { Left, Right, Up, Down };
// The nearest in that direction on the glass; what lies straight ahead is nearer than what lies aside. Nothing where
// there is nothing.
[[nodiscard]] std::optional<std::uint32_t> towards(const Targets& targets, Way way, std::optional<std::uint32_t> on);

}  // namespace focus
}  // namespace hineni

// The Store of a real device: envelopes sealed with the device's key and the pack's recipients, kept in the queue.
#pragma once

#include <filesystem>

#include "hineni/event_pack.hpp"
#include "kiosk/shell/stage.hpp"

namespace hineni {

// Keys and queue lie in `state`, which open() makes (mode 0700) where there is none. `mirror`: the folder for second
// copies; empty for none. `pack` outlives the Store.
[[nodiscard]] Store store_on_device(const EventPack& pack, const std::filesystem::path& state,
                                    const std::filesystem::path& mirror = {});

// For a kiosk that cannot open at all: its reason is what open() answers.
[[nodiscard]] Store closed_store(const Error& reason);

}  // namespace hineni

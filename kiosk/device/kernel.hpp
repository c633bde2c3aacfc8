// Kernel: what the files of the kernel tell of the machine: its battery, its heat, the light of its screen, the sticks
// that are plugged in. Whatever a file may hold, what is not a sensible number is absent. `sys` is /sys, or a made
// folder in tests.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hineni/result.hpp"

namespace hineni {

struct Battery {
    int percent = 0;  // 0 to 100
    bool charging = false;
};
// The first that drives the machine: a mouse's is none of it.
[[nodiscard]] std::optional<Battery> battery(const std::filesystem::path& sys);

// Degrees Celsius: of the first zone of the processor, else of zone 0.
[[nodiscard]] std::optional<int> temperature(const std::filesystem::path& sys);

// 0 to 100; nothing where there is no light, or this program may not set it.
[[nodiscard]] std::optional<int> brightness(const std::filesystem::path& sys);
// 5 to 100: the glass never becomes so dark that nobody finds the way back.
[[nodiscard]] Result<void> set_brightness(const std::filesystem::path& sys, int percent);

struct DiskRoom {
    std::uint64_t free = 0, size = 0;  // Bytes, for who is not root.
};
[[nodiscard]] std::optional<DiskRoom> room_in(const std::filesystem::path& folder);

// Where something is mounted below `folder`, as /proc/self/mountinfo says it (proc(5)): the latest last. Places that
// are only waiting to be mounted (autofs) are left out, for asking such a one mounts it.
[[nodiscard]] std::vector<std::filesystem::path> mounts_below(std::string_view mountinfo,
                                                              const std::filesystem::path& folder);
// All of a file of the kernel's; empty where it cannot be read.
[[nodiscard]] std::string kernel_file(const std::filesystem::path& file);

}  // namespace hineni

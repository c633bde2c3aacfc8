// DiskSpeed: how long a durable write takes where the entries are. Measured by a child, because a sick card makes a
// write wait for seconds, and the glass must not wait with it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>

#include "hineni/result.hpp"

namespace hineni {

class DiskSpeed {
  public:
    // 20 times 4 KiB into `folder`, each on the disk before the next. Nothing of it stays.
    [[nodiscard]] static Result<DiskSpeed> begin(const std::filesystem::path& folder);
    DiskSpeed(DiskSpeed&& other) noexcept;
    DiskSpeed& operator=(DiskSpeed&& other) noexcept;
    ~DiskSpeed();

    // The middle of them; nothing: it still writes. Fails where nothing could be written.
    [[nodiscard]] Result<std::optional<std::chrono::microseconds>> look();

  private:
    DiskSpeed(pid_t child, int from) : child_(child), from_(from) {}
    void end();

    pid_t child_ = -1;
    int from_ = -1;
    std::optional<std::chrono::microseconds> found_;
};

}  // namespace hineni

// NamelessFile: room on the laptop's disk for what memory need not hold. The file has no name and is gone with the
// process. What goes into it is for its users to make unreadable.
#pragma once

#include <cstddef>
#include <cstdint>

#include "hineni/bytes.hpp"
#include "hineni/result.hpp"

namespace hineni {

class NamelessFile {
  public:
    // In TMPDIR where that is set, else in /var/tmp: /tmp is often memory.
    NamelessFile() = default;
    NamelessFile(NamelessFile&& other) noexcept;
    NamelessFile& operator=(NamelessFile&& other) noexcept;
    ~NamelessFile();

    // Before anything else; once more does nothing.
    [[nodiscard]] Result<void> open();
    // All of it, from any thread.
    [[nodiscard]] Result<void> write(std::uint64_t at, BytesView bytes);
    [[nodiscard]] Result<void> read(std::uint64_t at, std::span<std::uint8_t> bytes) const;

    // What cannot be made sense of there, in the words of its other troubles.
    [[nodiscard]] static Error damaged();

  private:
    int descriptor_ = -1;
};

}  // namespace hineni

// Spool: opened contents set aside on the laptop's disk until the tables are written, so that memory need not hold them
// all. The file has no name, is encrypted under a key that only this process has, and is gone with it: nothing lies on
// the disk in the clear.
#pragma once

#include <atomic>
#include <cstdint>
#include <string_view>

#include "hineni/result.hpp"
#include "hineni/secret.hpp"
#include "sync/desk/nameless_file.hpp"
#include "sync/seal/passing_cipher.hpp"

namespace hineni {

class Spool {
  public:
    Spool() = default;
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;

    // Eight bytes of memory for whatever lies there: in 280 TB, at most 64 KiB.
    struct Place {
        std::uint64_t at : 48;
        std::uint64_t size : 16;
    };
    // The file, before anything else.
    [[nodiscard]] Result<void> open() { return file_.open(); }
    // From any thread.
    [[nodiscard]] Result<Place> add(std::string_view clear);
    [[nodiscard]] Result<void> read(const Place& place, Secret& clear) const;

  private:
    PassingCipher cipher_;
    NamelessFile file_;
    std::atomic<std::uint64_t> end_{0};
};

}  // namespace hineni

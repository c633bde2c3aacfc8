// Inbox: `state`/receipts, where the command `receipts` leaves what it found for whoever writes the ledger: itself, or
// the service where that runs.
#pragma once

#include <filesystem>
#include <functional>

#include "hineni/bytes.hpp"
#include "hineni/result.hpp"

namespace hineni {

class Inbox {
  public:
    explicit Inbox(const std::filesystem::path& state) : folder_(state / "receipts") {}

    // On the disk when it returns. The same file twice is there once.
    [[nodiscard]] Result<void> put(BytesView receipt) const;
    // Shows each file and takes it away once `take` has done with it; stops where it fails.
    [[nodiscard]] Result<void> empty(const std::function<Result<void>(BytesView)>& take) const;

  private:
    std::filesystem::path folder_;
};

}  // namespace hineni

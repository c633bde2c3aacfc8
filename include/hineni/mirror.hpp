// Mirror: a second copy of every envelope, in a folder that an organizer names: usually on a USB stick. It is made
// before the thank-you, as a bundle of one envelope, so that the stick can be given to a desk as it is.
//
// A mirror that is gone never keeps an entry from the queue: the kiosk says so, and makes up for it when the stick is
// back. It never makes the folder itself: a stick that is not plugged in must not become a folder on the device.
// Implemented in sync/bundle.
#pragma once

#include <filesystem>

#include "hineni/envelope.hpp"
#include "hineni/queue.hpp"
#include "hineni/result.hpp"

namespace hineni {

class Mirror {
  public:
    // Touches nothing yet. The folder must exist when something is added.
    explicit Mirror(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // Returns only after the copy is on the stick, as far as the stick says the truth. Adding it again is harmless.
    [[nodiscard]] Result<void> add(const Envelope& envelope);

    // Copies what the queue holds and the folder lacks, at most `at_most` envelopes; the number that it copied. Fewer
    // than `at_most`: the mirror is whole.
    [[nodiscard]] Result<std::size_t> catch_up(QueueReader& queue, std::size_t at_most);

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  private:
    std::filesystem::path folder_;
};

}  // namespace hineni

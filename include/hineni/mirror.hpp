// Mirror: a second copy of every envelope, in a folder that an organizer names: usually on a USB stick. It is made
// before the thank-you, as a bundle of one envelope, so that the stick can be given to a desk as it is.
//
// A mirror that is gone never keeps an entry from the queue: the kiosk says so, and makes up for it when the stick is
// back. It never makes the folder itself: a stick that is not plugged in must not become a folder on the device. So
// name a folder on the stick, not the place where sticks appear.
//
// What it tells who finds it: how many envelopes there are, and which events they belong to. Dates of the files say
// nothing, all have the same. A file system still knows in which order files were made (the slots of a folder on FAT,
// the numbers and change times of ext4), and so in which order people signed; not who. Erasing from the queue leaves
// the copies: the stick is the organizer's. Implemented in sync/bundle.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

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

    struct Progress {
        std::size_t copied = 0;
        bool whole = false;  // The folder holds everything that the queue held when the round began.
    };
    // One step of a round that copies what the queue holds and the folder lacks: at most `at_most` envelopes, so that
    // the caller can look up in between. Each copy that it did not make itself it compares once. After a whole round,
    // or a failure, the next step begins a new one.
    [[nodiscard]] Result<Progress> catch_up(QueueReader& queue, std::size_t at_most);

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  private:
    [[nodiscard]] Result<void> take_stock(QueueReader& queue);
    [[nodiscard]] Result<std::size_t> work_off(QueueReader& queue, std::size_t at_most);

    std::filesystem::path folder_;
    std::map<EntryId, std::string> there_;  // Seen whole in the folder, and under which name.
    std::vector<EntryId> left_;             // Of the round: to be compared or copied.
};

}  // namespace hineni

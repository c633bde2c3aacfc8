// Trial: a morning at the table with one fault in it. Opens the queue, adds, adds again, erases, opens anew and adds;
// then the fault is gone, what failed is tried again as a kiosk tries again, and the power goes.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/disk/life.hpp"

namespace hineni {

// The n-th of the things that can fail does, or it and all that follow do, until it is healed.
class Fault {
  public:
    Fault(std::uint64_t at, bool lasts) : at_(at), lasts_(lasts) {}
    // True where this one fails.
    bool strikes() {
        const auto now = seen_++;
        if (healed_) return false;
        return now == at_ || (lasts_ && now > at_);
    }
    void heal() { healed_ = true; }
    [[nodiscard]] std::uint64_t seen() const { return seen_; }

  private:
    std::uint64_t at_;
    bool lasts_;
    bool healed_ = false;
    std::uint64_t seen_ = 0;
};

// SQLite's requests for memory are what can fail; null: none of them. Implemented in no_memory.cpp.
void memory_fails(Fault* fault);

struct TrialResult {
    std::vector<std::string> wrong;     // What a fault must not do, and did.
    int failures = 0;                   // Deeds that said they failed.
    std::vector<std::string> reopened;  // What an open queue said that worked again only once it was opened anew.
};

// `start`: a disk with a queue, and what was promised with it. `hints`: a failure must say what to do about it.
[[nodiscard]] TrialResult try_morning(CrashDisk& disk, const Instant& start, Fault& fault, bool hints);

}  // namespace hineni

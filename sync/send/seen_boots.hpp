// SeenBoots: what the device knows of its own boots, for statements and for counting days: how long each lasted and
// at which moments of it the true time was known. Pure; the ledger keeps it.
#pragma once

#include <vector>

#include "sync/bundle/statement.hpp"
#include "sync/queue/ledger.hpp"

namespace hineni {

class SeenBoots {
  public:
    explicit SeenBoots(std::vector<Boot> boots = {}) : boots_(std::move(boots)) {}

    // The device runs: it is now. Where the time is known, that is kept as well.
    void notice(const Moment& now);
    // The present boot, where something was noticed; to be written down.
    [[nodiscard]] const Boot* present() const { return boots_.empty() ? nullptr : &boots_.back(); }
    [[nodiscard]] std::vector<BootSeen> in_words() const;

  private:
    std::vector<Boot> boots_;
};

}  // namespace hineni

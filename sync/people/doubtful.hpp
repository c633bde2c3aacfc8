// Doubtful: the entries that a rule or a decision could say anything about; all others are one person each, whatever is
// compared. They are found on the disk (desk/sorter.hpp), so that what comparing takes grows with them and not with the
// evening.
#pragma once

#include <cstddef>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "hineni/result.hpp"
#include "sync/desk/sorter.hpp"
#include "sync/people/decisions.hpp"
#include "sync/people/traits.hpp"

namespace hineni {

class Doubtful {
  public:
    explicit Doubtful(const std::vector<Decision>& decisions);

    // Each entry once, in any order and from any thread.
    void add(std::size_t place, const Traits& traits);

    // Then, in order: entries that share an e-mail, a phone number, name and home, or all answers with another; those
    // that a decision names; those that look like junk; cards faster than anybody's, each with the one that came next.
    [[nodiscard]] Result<std::vector<std::size_t>> places();

  private:
    struct Mark {
        Trait trait = 0;
        std::uint64_t place = 0;
        friend auto operator<=>(const Mark&, const Mark&) = default;  // NOLINT(modernize-use-nullptr): its hidden 0
    };
    struct Card {
        Trait boot = 0;
        std::int64_t since_boot_ms = 0;
        EntryId id;
        std::uint64_t place : 63;
        std::uint64_t quick : 1;
    };
    struct ByTime {
        [[nodiscard]] bool operator()(const Card& a, const Card& b) const;
    };

    [[nodiscard]] bool is_named(const EntryId& id) const;
    [[nodiscard]] Result<void> find_alike();
    [[nodiscard]] Result<void> find_quick();

    std::set<std::string> named_;    // Beginnings of ids.
    std::set<std::size_t> lengths_;  // Of those.
    std::mutex mutex_;               // Guards all below.
    Result<void> added_;
    Sorter<Mark> marks_;
    Sorter<Card, ByTime> cards_;
    std::set<std::size_t> found_;
};

}  // namespace hineni

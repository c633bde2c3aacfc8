// Kept: what is remembered of an entry that was opened, 64 bytes, and all of them in order. They lie on the disk, as
// what somebody answered does (spool.hpp): memory does not grow with their number. What many have in common stands in a
// Making once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "hineni/entry.hpp"
#include "hineni/envelope.hpp"
#include "sync/bundle/statement.hpp"
#include "sync/desk/sorter.hpp"
#include "sync/desk/spool.hpp"
#include "sync/desk/table.hpp"

namespace hineni {

// What the entries of one boot of one device and one form have in common.
struct Making {
    DeviceName device{};
    EventTag event{};
    BootTag boot{};
    const std::string* form = nullptr;
    const Columns* columns = nullptr;
    friend auto operator<=>(const Making&, const Making&) = default;  // NOLINT(modernize-use-nullptr): its hidden 0
};

struct Kept {
    static constexpr auto unknown = std::numeric_limits<std::int64_t>::min();

    EntryId id;
    EnvelopeMark signed_as{};  // The front of it.
    Spool::Place place;
    std::int64_t since_boot_ms = 0;
    std::int64_t unix_s = unknown;
    int within_s = 0;
    std::uint32_t making = 0;  // Its number.
};
static_assert(sizeof(Kept) == 64);

class KeptEntries {
  public:
    // As it came: the same entry any number of times.
    [[nodiscard]] Result<void> add(const Kept& kept) { return came_.add(kept); }
    [[nodiscard]] std::uint32_t number_of(const DeviceName& device, const EventTag& event, const BootTag& boot,
                                          const std::string& form, Columns&& columns);

    // Once, when all were added. Of those with one id the one whose `signed_as` comes first is kept.
    struct Settling {
        std::function<bool(Kept&)> stays;             // Each entry once; may say when it was made.
        std::function<void()> repeated;               // It came once more, the same.
        std::function<void(const EntryId&)> differs;  // It came once more, with another content.
    };
    [[nodiscard]] Result<void> settle(const Settling& settling);

    // After settle(), by form, then by time (unknown first), then by id. From any thread.
    [[nodiscard]] std::size_t size() const { return in_order_.size(); }
    [[nodiscard]] Result<std::vector<Kept>> some(std::size_t first, std::size_t count) const {
        return in_order_.some(first, count);
    }
    [[nodiscard]] const Making& making(const Kept& kept) const { return *makings_[kept.making]; }
    // Those of the entries that are left, in their order, each once.
    [[nodiscard]] const std::vector<const Making*>& makings() const { return left_; }

  private:
    struct ById {
        [[nodiscard]] bool operator()(const Kept& a, const Kept& b) const;
    };
    struct ByTime {
        const KeptEntries* all;
        [[nodiscard]] bool operator()(const Kept& a, const Kept& b) const;
    };

    Sorter<Kept, ById> came_;
    DiskList<Kept> in_order_;
    std::set<std::string> forms_;
    std::set<Columns> columns_;  // Which fields and consents an entry has; most have the same.
    std::map<Making, std::uint32_t> numbers_;
    std::vector<const Making*> makings_;
    std::vector<const Making*> left_;
};

}  // namespace hineni

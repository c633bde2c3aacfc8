// Kept: what memory holds of an entry that was opened, and all of them, found by id. 64 bytes for an entry and 5 to 11
// for finding it: what many have in common stands in a Making once, and what somebody answered lies in the spool.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "hineni/entry.hpp"
#include "hineni/envelope.hpp"
#include "sync/bundle/statement.hpp"
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
    KeptEntries();

    // Null: none. Holds until the next is added.
    [[nodiscard]] Kept* find(const EntryId& id);
    // One that find() does not find.
    void add(const Kept& kept);
    // Takes those out of which `which` says so; find() is not asked any more.
    template <class Which>
    void remove(const Which& which) {
        slots_ = {};
        std::erase_if(all_, which);
    }

    [[nodiscard]] std::uint32_t number_of(const DeviceName& device, const EventTag& event, const BootTag& boot,
                                          const std::string& form, Columns&& columns);
    [[nodiscard]] const Making& making(const Kept& kept) const { return *makings_[kept.making]; }
    [[nodiscard]] std::size_t makings() const { return makings_.size(); }

    [[nodiscard]] std::size_t size() const { return all_.size(); }
    [[nodiscard]] const Kept& operator[](std::size_t place) const { return all_[place]; }
    [[nodiscard]] auto begin() { return all_.begin(); }
    [[nodiscard]] auto end() { return all_.end(); }
    [[nodiscard]] auto begin() const { return all_.begin(); }
    [[nodiscard]] auto end() const { return all_.end(); }

    // By form, then by time (unknown first), then by id.
    void put_in_order();

  private:
    static constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

    [[nodiscard]] std::size_t slot_of(const EntryId& id) const;
    void make_room();

    std::deque<Kept> all_;                   // Grows without moving what is there: no moment needs it twice.
    std::vector<std::uint32_t> slots_;       // Places in all_, found by id; a power of two, at most four fifths full.
    std::array<std::uint64_t, 2> secret_{};  // Nobody who makes up ids knows where they come to lie.
    std::set<std::string> forms_;
    std::set<Columns> columns_;  // Which fields and consents an entry has; most have the same.
    std::map<Making, std::uint32_t> numbers_;
    std::vector<const Making*> makings_;
};

}  // namespace hineni

// Traits: what of an entry tells who is behind it, as digests: enough to see that two are equal, and nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sync/desk/desk_entry.hpp"
#include "sync/people/folding.hpp"
#include "sync/people/junk.hpp"
#include "sync/people/kinds.hpp"

namespace hineni {

// Digests are 64 bits, keyed with random bits that nobody keeps: two of a hundred thousand are equal by chance once in
// a thousand million evenings, and nobody can make them so. Zero: there is none.
using Trait = std::uint64_t;

// NameWord as digests.
struct WordTrait {
    Trait own = 0;
    Trait latin = 0;
    Trait spelled = 0;
    Trait first = 0;
    std::uint16_t script = 0;

    [[nodiscard]] bool is_initial() const { return own == first; }
};

struct Traits {
    EntryId id;
    Trait form = 0;           // Of one event. Those below that tell people have it in them.
    Trait email = 0;          //
    Trait phone = 0;          //
    Trait name_and_home = 0;  // A full name, and a postal code.
    Trait name = 0;           // All words together; form or not.
    Trait answers = 0;        // All of them; zero where neither a name nor a contact is among them.
    Trait boot = 0;           // Of one tablet.
    std::int64_t since_boot_ms = 0;
    std::optional<std::int64_t> unix_s;
    int took_s = 0;
    Junk junk = Junk::None;
    std::vector<WordTrait> words;
};

// With a key of its own; for one call of people_in().
class Marker {
  public:
    Marker();
    // `what` keeps uses apart. From any thread.
    [[nodiscard]] Trait of(char what, Trait within, std::string_view text) const;

  private:
    Digest key_{};
};

[[nodiscard]] Traits traits_of(const DeskEntry& entry, const Kinds& kinds, const Marker& marker, Folding& folding);

// The one names words of the other: the same ones, fewer of them, none, or initials of them.
[[nodiscard]] bool compatible(const std::vector<WordTrait>& a, const std::vector<WordTrait>& b);

// Their places, oldest first: on one tablet as it counted, else by the clock (unknown first), then by id.
[[nodiscard]] std::vector<std::size_t> oldest_first(const std::vector<Traits>& all, std::vector<std::size_t> places);

}  // namespace hineni

// Envelope: an entry sealed to the organizers. The device that made it cannot open it. Outside there is nothing but the
// format, the event's tag and the entry's id; the length is one of a few classes and tells nothing about the content.
// The bytes are described in sync/seal/README.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "hineni/bytes.hpp"
#include "hineni/entry.hpp"
#include "hineni/result.hpp"

namespace hineni {

// The first 8 bytes of the digest of the event's id: lets a drop hold several events without naming them.
using EventTag = std::array<std::uint8_t, 8>;

// Whole lengths of an envelope in bytes: cards have the first, entries with a drawn signature one of the others.
inline constexpr std::array<std::size_t, 4> envelope_sizes{4096, 8192, 16384, 32768};

struct Envelope {
    EntryId id;
    EventTag event{};
    Bytes bytes;  // All of it, id and tag included. Its size is one of envelope_sizes.
};

// The front of the digest of a whole envelope: which exact bytes are meant, where an id alone could be said of any.
using EnvelopeMark = std::array<std::uint8_t, 16>;

// An envelope as statements and receipts list it. Lists are in the order of the (random) ids: they say nothing about
// who came first.
struct Listed {
    EntryId id;
    EnvelopeMark mark{};
    friend auto operator<=>(const Listed&, const Listed&) = default;  // NOLINT(modernize-use-nullptr): its hidden 0
};

// Looks at the outside only: format, size class; fills in id and tag. Says what is wrong with anything else.
[[nodiscard]] Result<Envelope> read_envelope(Bytes bytes);

}  // namespace hineni

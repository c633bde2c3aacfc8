// Statement: what a device says, under its signature, of the envelopes that it has made. Each bundle carries one, so
// that anybody can tell from bundles alone, without a key, whether something is missing or was changed.
//
// Statements of one event form a chain: each names its number, the digest of the one before, and how many envelopes
// the chain has told of. A missing number is a missing bundle, and the next one says of how many entries. A statement
// of kind Whole lists all of them once more; it is sent now and then when nothing waits, and goes along on every
// stick, so that what is missing can be called by its id.
//
//   offset  bytes
//   0       8    "hinstmt1"
//   8       1    kind: 1 Next, 2 Whole
//   9       8    event tag
//   17      32   the device's public key
//   49      16   chain: random; a device that lost its ledger begins another
//   65      8    number, from 0. Whole: of the last Next before it
//   73      32   digest of the Next before, zeros for the first. Whole: of the last Next before it
//   105     8    told: different entries listed in the chain so far, with these
//   113     8    tally: envelopes ever put into the device's queue, of all events
//   121     1    boots: at most 32, oldest first, each
//                  8 boot tag, 8 ms that it has lasted, 1 count of anchors (at most 4), each 8 ms, 8 unix s, 4 within s
//   …       4    entries, each 16 id, 16 mark, in the order of the ids
//   end-64  64   signature over all before it
//
// Numbers are little-endian; unix seconds are signed. Milliseconds are at most 2^53, unix seconds at most that far from
// 1970, "within" at most 2^31-1: whoever counts with them never counts too far.
#pragma once

#include <cstdint>
#include <vector>

#include "hineni/clock.hpp"
#include "hineni/envelope.hpp"
#include "hineni/result.hpp"
#include "hineni/seal.hpp"

namespace hineni {

// The front of the digest of the kernel's boot id: tells boots apart.
using BootTag = std::array<std::uint8_t, 8>;
[[nodiscard]] BootTag boot_tag(const std::array<std::uint8_t, 16>& boot);

// A moment of a boot at which the true time was known: from a synchronised clock, or from the drop.
struct Anchor {
    Monotonic since_boot{0};
    std::int64_t unix_s = 0;
    int within_s = 0;
    friend bool operator==(const Anchor&, const Anchor&) = default;
};

struct BootSeen {
    BootTag boot{};
    Monotonic lasted{0};  // The latest moment of it that the device noticed.
    std::vector<Anchor> anchors;
    friend bool operator==(const BootSeen&, const BootSeen&) = default;
};

using ChainId = std::array<std::uint8_t, 16>;

struct Statement {
    enum class Kind : std::uint8_t { Next = 1, Whole = 2 };
    Kind kind = Kind::Next;
    EventTag event{};
    DeviceName device{};
    ChainId chain{};
    std::uint64_t number = 0;
    Digest before{};
    std::uint64_t told = 0;
    std::uint64_t tally = 0;
    std::vector<BootSeen> boots;  // At most most_boots, oldest first; each with at most most_anchors.
    std::vector<Listed> entries;  // By id, each once.
    friend bool operator==(const Statement&, const Statement&) = default;
};
inline constexpr std::size_t most_boots = 32;
inline constexpr std::size_t most_anchors = 4;

// Signs it as `device`, whose public half takes the place of statement.device.
[[nodiscard]] Bytes write_statement(const Statement& statement, const DeviceKey& device);
// Fails with one of: an unknown format, cut off, not signed by the device that it names; or, though signed, against the
// rules above. What it says of the device's other statements is for the desk to judge.
[[nodiscard]] Result<Statement> read_statement(BytesView bytes);
// What the next one in the chain carries as `before`.
[[nodiscard]] Digest statement_digest(BytesView bytes);

}  // namespace hineni

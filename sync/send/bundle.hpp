// Bundle: envelopes on their way, as one file. It names nobody and its own name is made from its content, so that
// sending it twice puts the same thing in the same place.
//
//   offset  bytes
//   0       8      "hinbndl1"
//   8       …      parts, one after the other: 4 bytes kind, 4 bytes length (little-endian), then that many bytes
//   end-32  32     BLAKE2b-256 of everything before
//
// Kind "ENVL": one envelope. A kind that a reader does not know is passed over, so that later versions can say more.
// Name: "<event tag, 16 hex>-<first 16 bytes of the last 32, 32 hex>.hineni".
#pragma once

#include <span>
#include <string>
#include <vector>

#include "hineni/envelope.hpp"
#include "hineni/result.hpp"

namespace hineni {

inline constexpr std::size_t largest_bundle = 256UL * 1024;  // Bytes; a writer keeps below, a reader takes up to 4 MiB.

struct Bundle {
    std::string name;
    Bytes bytes;
};

// All of the same event; at least one.
[[nodiscard]] Bundle make_bundle(const EventTag& event, std::span<const Bytes> envelopes);

// What a bundle holds. A bad checksum, a length beyond the end or a foreign start fails the whole; an envelope whose
// outside is wrong is listed beside the good ones.
struct Unbundled {
    std::vector<Envelope> envelopes;
    std::vector<Error> bad;
};
[[nodiscard]] Result<Unbundled> read_bundle(BytesView bytes);

[[nodiscard]] bool is_bundle_name(std::string_view name);

}  // namespace hineni

// Bundle: envelopes on their way, as one file. It names nobody and its own name is made from its content, so that
// sending it twice puts the same thing in the same place.
//
//   offset  bytes
//   0       8      "hinbndl1"
//   8       …      parts, one after the other: 4 bytes kind, 4 bytes length (little-endian), then that many bytes
//   end-32  32     BLAKE2b-256 of everything before
//
// Kinds: "ENVL" one envelope, "STMT" a device's statement about its envelopes (statement.hpp), "RCPT" a receipt
// (receipt.hpp), "GONE" a withdrawal (withdrawal.hpp). A kind that a reader does not know is passed over, so that later
// versions can say more.
// Name: "<event tag, 16 hex>-<first 16 bytes of the last 32, 32 hex>.hineni".
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hineni/envelope.hpp"
#include "hineni/result.hpp"

namespace hineni {

inline constexpr std::size_t largest_bundle = 256UL * 1024;  // Bytes; a writer keeps below, a reader takes up to 4 MiB.

struct Bundle {
    std::string name;
    Bytes bytes;
};

// A part by itself: four letters of kind, and what is in it.
struct Part {
    std::string_view kind;
    BytesView bytes;
};
inline constexpr std::string_view envelope_part = "ENVL";
inline constexpr std::string_view statement_part = "STMT";
inline constexpr std::string_view receipt_part = "RCPT";
inline constexpr std::string_view withdrawal_part_kind = "GONE";

// The bytes that parts take in a bundle, and that all bundles take without any.
inline constexpr std::size_t around_part = 8;
inline constexpr std::size_t around_bundle = 8 + 32;

// All of the same event; at least one part.
[[nodiscard]] Bundle make_bundle(const EventTag& event, std::span<const Part> parts);
// Envelopes, and the statement about them where there is one. At least one of the two.
[[nodiscard]] Bundle make_bundle(const EventTag& event, std::span<const Bytes> envelopes, BytesView statement = {});
// Calls `see` for each part in order. Fails as read_bundle() does; parts before a bad one may have been seen.
[[nodiscard]] Result<void> read_parts(BytesView bytes, const std::function<void(const Part&)>& see);

// What a bundle holds. A bad checksum, a length beyond the end or a foreign start fails the whole; an envelope whose
// outside is wrong is listed beside the good ones.
struct Unbundled {
    std::vector<Envelope> envelopes;
    std::vector<Error> bad;
    std::vector<Bytes> statements;   // As they are: read_statement().
    std::vector<Bytes> withdrawals;  // take_apart_withdrawal()
};
[[nodiscard]] Result<Unbundled> read_bundle(BytesView bytes);

[[nodiscard]] bool is_bundle_name(std::string_view name);
// A bundle's or a receipt's: all that a drop is ever asked for.
[[nodiscard]] bool is_drop_name(std::string_view name);

}  // namespace hineni

// Sealing: what turns an Entry into an Envelope that only the organizers open. libsodium behind it, in sync/seal.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "hineni/bytes.hpp"
#include "hineni/envelope.hpp"
#include "hineni/result.hpp"
#include "hineni/secret.hpp"

namespace hineni {

// Must have returned before anything else of this header is used; calling it again does no harm.
[[nodiscard]] Result<void> start_sealing();

[[nodiscard]] Digest digest(BytesView bytes);
[[nodiscard]] EventTag event_tag(std::string_view event_id);

// Pronounceable words, two bytes each, joined by "-" (sync/seal/README.md, "Recovery words"): a fingerprint to be read
// aloud. An even number of bytes.
[[nodiscard]] std::string said_aloud(BytesView bytes);

// An organizer's public key (X25519). Written "hineni1" and 58 characters of lower-case base32 (RFC 4648, a-z2-7, no
// padding) of the key and the first 4 bytes of its digest, so that a slip of the pen is found.
struct PublicKey {
    std::array<std::uint8_t, 32> bytes{};
    friend bool operator==(const PublicKey&, const PublicKey&) = default;
};
[[nodiscard]] std::string to_text(const PublicKey& key);
[[nodiscard]] Result<PublicKey> public_key_from_text(std::string_view text);

// The device's own signing key (Ed25519): says which device made an entry, opens nothing.
struct DeviceKey {
    std::array<std::uint8_t, 32> public_half{};
    Secret secret_half;  // 64 bytes
};
// Reads `state`/device.key, or makes it (mode 0600, synced, put in place whole) where there is none.
[[nodiscard]] Result<DeviceKey> device_key(const std::filesystem::path& state);

[[nodiscard]] EnvelopeMark mark_of(BytesView envelope);

// A device's name towards others: the public half of its key.
using DeviceName = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

// What the device says of itself (Ed25519). `about` keeps the uses of its key apart ("hineni statement v1"): what was
// signed as one thing never counts as another.
[[nodiscard]] Signature sign(const DeviceKey& device, std::string_view about, BytesView words);
[[nodiscard]] bool signed_by(const DeviceName& device, std::string_view about, BytesView words,
                             const Signature& signature);

// An organizer's word to one device: 32 bytes that only the organizer's secret key or that device's could have made
// (X25519 between the two, BLAKE2b keyed with it). It convinces the device and nobody else, so it proves nothing to
// whoever finds it. The desk makes it (sync/seal/vouch.hpp).
using Voucher = std::array<std::uint8_t, 32>;
[[nodiscard]] bool vouched_for(const DeviceKey& me, const PublicKey& organizer, std::string_view about, BytesView words,
                               const Voucher& voucher);

// Bytes that the entry takes inside an envelope of the first class at most, for checking packs: a form whose fullest
// card is larger than this cannot be offered.
[[nodiscard]] std::size_t card_room();
[[nodiscard]] std::size_t fullest_card(const Form& form);

// `recipients`: 1 to 4. Fails where the entry does not fit into the largest class.
[[nodiscard]] Result<Envelope> seal(const Entry& entry, std::span<const PublicKey> recipients, const DeviceKey& device);

}  // namespace hineni

// An organizer's signature: word that anybody can check, unlike a voucher (vouch.hpp). The signing key is derived from
// the secret key, so that there is one secret to keep: Ed25519 with the seed BLAKE2b-256, keyed with the secret key, of
// "hineni organizer signing v1". Used where something is meant to be shown to others: a proof kept on file, an event
// pack.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hineni/bytes.hpp"
#include "hineni/result.hpp"
#include "sync/seal/open.hpp"
#include "sync/seal/signing_name.hpp"

namespace hineni {

[[nodiscard]] SigningName signing_name(const SecretKey& key);

// `about` as in vouch_to(): ASCII, at most 103 bytes, "hineni proof v1".
[[nodiscard]] OrganizerSignature sign_as_organizer(const SecretKey& key, std::string_view about, BytesView words);

}  // namespace hineni

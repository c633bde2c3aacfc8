// Vouching: an organizer's word, as the organizer's side gives it and checks it. Nothing on the device includes this;
// what a device does with such a word is vouched_for() in hineni/seal.hpp.
#pragma once

#include <string_view>

#include "hineni/seal.hpp"
#include "sync/seal/open.hpp"

namespace hineni {

// To one device, which the public half of its Ed25519 key names (converted to X25519). Fails where that is no key.
[[nodiscard]] Result<Voucher> vouch_to(const DeviceName& device, const SecretKey& organizer, std::string_view about,
                                       BytesView words);

// To another organizer, or to oneself.
[[nodiscard]] Result<Voucher> vouch_to(const PublicKey& other, const SecretKey& organizer, std::string_view about,
                                       BytesView words);
[[nodiscard]] bool vouched_for(const SecretKey& me, const PublicKey& organizer, std::string_view about, BytesView words,
                               const Voucher& voucher);

}  // namespace hineni

// How a voucher is made, whichever of the two sides makes it (README.md). For this folder alone: the desk vouches
// through vouch.hpp, a device checks through hineni/seal.hpp.
#pragma once

#include <optional>
#include <string_view>

#include "hineni/seal.hpp"

namespace hineni {

// Who vouches to whom, by their X25519 keys.
struct Between {
    const PublicKey& giver;
    const PublicKey& receiver;
};

// `mine` is the secret half of one of the two, `other` the public half of the other one. Nothing where the two have no
// secret in common: the other key is one of the few that give everybody the same.
[[nodiscard]] std::optional<Voucher> make_voucher(const Secret& mine, const PublicKey& other, const Between& between,
                                                  std::string_view about, BytesView words);

// In a time that does not depend on where they differ.
[[nodiscard]] bool same(const Voucher& a, const Voucher& b);

}  // namespace hineni

// Goods: valid envelopes, statements, receipts, withdrawals, bundles and seals. Those of tests/vectors, so that a seed
// does the same to the same bytes each time; and, to have more of them, some that are made anew.
#pragma once

#include <vector>

#include "hineni/event_pack.hpp"
#include "hineni/seal.hpp"
#include "sync/seal/open.hpp"

namespace hineni::altered {

struct Goods {
    SecretKey organizer;
    PublicKey organizers_public_half;
    DeviceKey device;
    EventTag event{};
    std::vector<Bytes> envelopes{};
    std::vector<Bytes> insides{};       // Of each of them, with the key of its content:
    std::vector<Bytes> content_keys{};  // as any of the organizers could have it.
    std::vector<Bytes> statements{};
    std::vector<Bytes> receipts{};  // The part within the file.
    std::vector<Bytes> withdrawals{};
    std::vector<Bytes> bundles{};
    std::vector<EventPack> packs{};
    std::vector<Bytes> seals{};  // Of each of them.
};
[[nodiscard]] const Goods& goods();

// The envelope of this number with another outside (up to the nonce) and inside.
[[nodiscard]] Bytes sealed_again(const Bytes& outside, std::size_t which, BytesView inside);

}  // namespace hineni::altered

#include "sync/seal/voucher.hpp"

#include <sodium.h>

namespace hineni {

namespace {

static_assert(sizeof(Voucher) == crypto_generichash_blake2b_BYTES);

// What both sides know and nobody else: X25519, and a key made of it for this giver, this receiver and this use.
std::optional<Secret> key_between(const Secret& mine, const PublicKey& other, const Between& between,
                                  std::string_view about) {
    Secret shared(crypto_scalarmult_BYTES);
    // Fails where the result is all zeros.
    if (crypto_scalarmult(shared.room().data(), mine.bytes().data(), other.bytes.data()) != 0) return std::nullopt;
    shared.resize(shared.capacity());
    Secret known(shared.size() + 2 * other.bytes.size() + about.size());
    const bool fits = known.append(shared.text()) && known.append(as_text(between.giver.bytes)) &&
                      known.append(as_text(between.receiver.bytes)) && known.append(about);
    if (!fits) return std::nullopt;
    Secret key(crypto_generichash_blake2b_KEYBYTES);
    crypto_generichash_blake2b(key.room().data(), key.capacity(), known.bytes().data(), known.size(), nullptr, 0);
    key.resize(key.capacity());
    return key;
}

}  // namespace

std::optional<Voucher> make_voucher(const Secret& mine, const PublicKey& other, const Between& between,
                                    std::string_view about, BytesView words) {
    if (mine.size() != crypto_scalarmult_SCALARBYTES) return std::nullopt;
    const auto key = key_between(mine, other, between, about);
    if (!key) return std::nullopt;
    Voucher voucher{};
    crypto_generichash_blake2b(voucher.data(), voucher.size(), words.data(), words.size(), key->bytes().data(),
                               key->size());
    return voucher;
}

bool same(const Voucher& a, const Voucher& b) {
    return sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

// The device's side. Its signing key stands for an X25519 key too (libsodium's conversion), so that packs need name
// organizers only, and devices nobody.
bool vouched_for(const DeviceKey& me, const PublicKey& organizer, std::string_view about, BytesView words,
                 const Voucher& voucher) {
    if (me.secret_half.size() != crypto_sign_SECRETKEYBYTES) return false;
    Secret mine(crypto_scalarmult_SCALARBYTES);
    PublicKey receiver;
    const bool converted =
        crypto_sign_ed25519_sk_to_curve25519(mine.room().data(), me.secret_half.bytes().data()) == 0 &&
        crypto_sign_ed25519_pk_to_curve25519(receiver.bytes.data(), me.public_half.data()) == 0;
    if (!converted) return false;
    mine.resize(mine.capacity());
    const auto made = make_voucher(mine, organizer, {organizer, receiver}, about, words);
    return made && same(*made, voucher);
}

}  // namespace hineni

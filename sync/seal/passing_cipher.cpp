#include "sync/seal/passing_cipher.hpp"

#include <sodium.h>

#include <array>
#include <cassert>

namespace hineni {

namespace {

using Nonce = std::array<std::uint8_t, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES>;

// The key is never used for anything else, so a number that does not come twice is enough.
Nonce nonce_of(std::uint64_t place) {
    Nonce nonce{};
    for (unsigned i = 0; i < 8; ++i) nonce[i] = static_cast<std::uint8_t>(place >> 8U * i & 0xFFU);
    return nonce;
}

static_assert(PassingCipher::longer_by == crypto_aead_xchacha20poly1305_ietf_ABYTES);

}  // namespace

PassingCipher::PassingCipher() : key_(crypto_aead_xchacha20poly1305_ietf_KEYBYTES) {
    crypto_aead_xchacha20poly1305_ietf_keygen(key_.room().data());
    key_.resize(key_.capacity());
}

Bytes PassingCipher::seal(std::string_view clear, std::uint64_t place) const {
    Bytes sealed(clear.size() + longer_by);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr,
                                               reinterpret_cast<const unsigned char*>(clear.data()), clear.size(),
                                               nullptr, 0, nullptr, nonce_of(place).data(), key_.bytes().data());
    return sealed;
}

bool PassingCipher::open(BytesView sealed, std::uint64_t place, Secret& clear) const {
    assert(sealed.size() >= longer_by && sealed.size() - longer_by <= clear.capacity());
    clear.wipe();
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(clear.room().data(), nullptr, nullptr, sealed.data(), sealed.size(),
                                                   nullptr, 0, nonce_of(place).data(), key_.bytes().data()) != 0) {
        return false;
    }
    clear.resize(sealed.size() - longer_by);
    return true;
}

}  // namespace hineni

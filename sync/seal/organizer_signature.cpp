#include "sync/seal/organizer_signature.hpp"

#include <sodium.h>

#include "sync/seal/said_words.hpp"

namespace hineni {

namespace {

constexpr std::string_view derived_for = "hineni organizer signing v1";

struct SigningKey {
    SigningName name;
    Secret secret{crypto_sign_SECRETKEYBYTES};
};

SigningKey signing_key(const SecretKey& key) {
    Secret seed(crypto_sign_SEEDBYTES);
    const auto words = as_bytes(derived_for);
    crypto_generichash_blake2b(seed.room().data(), seed.capacity(), words.data(), words.size(),
                               key.bytes.bytes().data(), key.bytes.size());
    SigningKey out;
    crypto_sign_seed_keypair(out.name.bytes.data(), out.secret.room().data(), seed.room().data());
    out.secret.resize(out.secret.capacity());
    return out;
}

}  // namespace

SigningName signing_name(const SecretKey& key) {
    return signing_key(key).name;
}

OrganizerSignature sign_as_organizer(const SecretKey& key, std::string_view about, BytesView words) {
    const auto by = signing_key(key);
    const auto message = said_words(about, words);
    OrganizerSignature signature{};
    static_assert(sizeof(OrganizerSignature) == crypto_sign_BYTES);
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), by.secret.bytes().data());
    return signature;
}

}  // namespace hineni

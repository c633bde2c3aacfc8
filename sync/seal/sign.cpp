// What a device says of itself, under its signature. The bytes are described in README.md.
#include <sodium.h>

#include <cassert>

#include "hineni/seal.hpp"
#include "sync/seal/said_words.hpp"

namespace hineni {

Bytes said_words(std::string_view about, BytesView words) {
    assert(about.size() <= longest_about);
    Bytes out;
    out.reserve(1 + about.size() + words.size());
    out.push_back(static_cast<std::uint8_t>(about.size()));
    out.insert(out.end(), about.begin(), about.end());
    out.insert(out.end(), words.begin(), words.end());
    return out;
}

Signature sign(const DeviceKey& device, std::string_view about, BytesView words) {
    assert(device.secret_half.size() == crypto_sign_SECRETKEYBYTES);
    const auto message = said_words(about, words);
    Signature signature{};
    static_assert(sizeof(Signature) == crypto_sign_BYTES);
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), device.secret_half.bytes().data());
    return signature;
}

bool signed_by(const DeviceName& device, std::string_view about, BytesView words, const Signature& signature) {
    const auto message = said_words(about, words);
    return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), device.data()) == 0;
}

}  // namespace hineni

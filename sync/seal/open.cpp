#include "sync/seal/open.hpp"

#include <sodium.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "sync/seal/layout.hpp"

namespace hineni {

namespace {

using namespace layout;

Error altered(const char* what) {
    return {std::string("altered: ") + what, "take it from another copy; if all are so, ask who had it in hand"};
}

// The content key, from whichever slot opens.
std::optional<Secret> content_key(const Bytes& envelope, const SecretKey& secret) {
    const auto own = public_half(secret);
    Secret key(key_size);
    key.resize(key_size);
    for (std::size_t i = 0; i < slots; ++i) {
        const auto* slot = envelope.data() + slots_at + i * slot_size;
        const int opened =
            crypto_box_seal_open(key.room().data(), slot, slot_size, own.bytes.data(), secret.bytes.bytes().data());
        if (opened == 0) return key;
    }
    return std::nullopt;
}

std::optional<Secret> decrypt(const Bytes& envelope, const Secret& key) {
    Secret inside(inside_size(envelope.size()));
    const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
        inside.room().data(), nullptr, nullptr, envelope.data() + sealed_at, envelope.size() - sealed_at,
        envelope.data(), sealed_at, envelope.data() + nonce_at, key.bytes().data());
    if (opened != 0) return std::nullopt;
    inside.resize(inside.capacity());
    return inside;
}

// Nothing where the length points beyond the end or something lies behind it.
std::optional<BytesView> content_of(BytesView inside) {
    std::size_t length = 0;
    for (unsigned i = 0; i < 4; ++i) length |= static_cast<std::size_t>(inside[length_at + i]) << 8U * i;
    const auto rest = inside.subspan(content_at);
    if (length > rest.size()) return std::nullopt;
    const auto padding = rest.subspan(length);
    if (std::any_of(padding.begin(), padding.end(), [](auto byte) { return byte != 0; })) return std::nullopt;
    return rest.first(length);
}

std::string_view as_text(BytesView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool signed_by_device(const Envelope& envelope, BytesView inside, BytesView content) {
    Secret words(signed_before_content + content.size());
    const bool fits = words.append(signed_words) && words.append(as_text(envelope.event)) &&
                      words.append(as_text(envelope.id.bytes)) && words.append(as_text(content));
    return fits && crypto_sign_verify_detached(inside.data() + signature_at, words.bytes().data(), words.size(),
                                               inside.data() + device_at) == 0;
}

}  // namespace

SecretKey new_secret_key() {
    SecretKey key{Secret(crypto_box_SECRETKEYBYTES)};
    randombytes_buf(key.bytes.room().data(), key.bytes.capacity());
    key.bytes.resize(key.bytes.capacity());
    return key;
}

PublicKey public_half(const SecretKey& key) {
    PublicKey half;
    crypto_scalarmult_base(half.bytes.data(), key.bytes.bytes().data());
    return half;
}

Result<Opened> open(const Envelope& given, const SecretKey& secret) {
    const std::string attempt = "open envelope " + hex(given.id.bytes);
    // The fields beside the bytes are not believed; the outside is read again.
    const auto envelope = read_envelope(given.bytes);
    if (!envelope) return within(attempt, envelope.error());
    const auto key = content_key(envelope->bytes, secret);
    if (!key)
        return fail(attempt + ": not sealed to this key", "open it with the key of another recipient of the event");
    const auto inside = decrypt(envelope->bytes, *key);
    if (!inside) return within(attempt, altered("it does not open whole"));
    const auto content = content_of(inside->bytes());
    if (!content) return within(attempt, altered("its length is wrong"));
    if (!signed_by_device(*envelope, inside->bytes(), *content)) {
        return within(attempt, altered("the device's signature does not fit"));
    }
    Opened opened{envelope->id, envelope->event, {}, Secret(content->size())};
    std::copy_n(inside->bytes().begin() + device_at, opened.device.size(), opened.device.begin());
    [[maybe_unused]] const bool fits = opened.content.append(as_text(*content));
    return opened;
}

}  // namespace hineni

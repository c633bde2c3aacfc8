#include "sync/seal/open.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>
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

// Nothing where the length points beyond the end or something lies behind it.
std::optional<BytesView> content_of(BytesView inside) {
    std::size_t length = 0;
    for (unsigned i = 0; i < 4; ++i) length |= static_cast<std::size_t>(inside[length_at + i]) << 8U * i;
    const auto rest = inside.subspan(content_at);
    if (length > rest.size()) return std::nullopt;
    const auto padding = rest.subspan(length);
    // The first is zero, and each is like the one before it: much quicker than one at a time.
    if (!padding.empty() &&
        (padding[0] != 0 || std::memcmp(padding.data(), padding.data() + 1, padding.size() - 1) != 0)) {
        return std::nullopt;
    }
    return rest.first(length);
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

Opener::Opener(const SecretKey& key)
    : secret_(key),
      own_(public_half(key)),
      key_(key_size),
      inside_(inside_size(envelope_sizes.back())),
      words_(signed_before_content + room(envelope_sizes.back())) {
    key_.resize(key_size);
}

// From whichever slot opens.
bool Opener::find_content_key(BytesView envelope) {
    for (std::size_t i = 0; i < slots; ++i) {
        const auto* slot = envelope.data() + slots_at + i * slot_size;
        if (crypto_box_seal_open(key_.room().data(), slot, slot_size, own_.bytes.data(),
                                 secret_.bytes.bytes().data()) == 0) {
            return true;
        }
    }
    return false;
}

bool Opener::decrypt(BytesView envelope) {
    inside_.wipe();
    const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
        inside_.room().data(), nullptr, nullptr, envelope.data() + sealed_at, envelope.size() - sealed_at,
        envelope.data(), sealed_at, envelope.data() + nonce_at, key_.bytes().data());
    if (opened == 0) inside_.resize(inside_size(envelope.size()));
    return opened == 0;
}

bool Opener::signed_by_device(BytesView envelope, BytesView content) {
    words_.wipe();
    static_assert(id_at == tag_at + 8 && slots_at == id_at + 16);
    const bool fits = words_.append(signed_words) && words_.append(as_text(envelope.subspan(tag_at, 8 + 16))) &&
                      words_.append(as_text(content));
    const auto inside = inside_.bytes();
    return fits && crypto_sign_verify_detached(inside.data() + signature_at, words_.bytes().data(), words_.size(),
                                               inside.data() + device_at) == 0;
}

Result<Opener::View> Opener::open(const Envelope& given) {
    // The fields beside the bytes are not believed; the outside is read again.
    if (const auto outside = read_outside(given.bytes); !outside) {
        return within("open envelope " + hex(given.id.bytes), outside.error());
    }
    return open(BytesView(given.bytes));
}

Result<Opener::View> Opener::open(BytesView envelope) {
    const auto outside = read_outside(envelope);
    if (!outside) return tl::unexpected(outside.error());
    const auto attempt = [&] { return "open envelope " + hex(outside->id.bytes); };
    if (!find_content_key(envelope)) {
        return fail(attempt() + ": not sealed to this key", "open it with the key of another recipient of the event");
    }
    if (!decrypt(envelope)) return within(attempt(), altered("it does not open whole"));
    const auto content = content_of(inside_.bytes());
    if (!content) return within(attempt(), altered("its length is wrong"));
    if (!signed_by_device(envelope, *content)) {
        return within(attempt(), altered("the device's signature does not fit"));
    }
    View view{outside->id, outside->event, {}, as_text(*content)};
    std::copy_n(inside_.bytes().begin() + device_at, view.device.size(), view.device.begin());
    return view;
}

Result<Opened> open(const Envelope& envelope, const SecretKey& key) {
    Opener opener(key);
    const auto view = opener.open(envelope);
    if (!view) return tl::unexpected(view.error());
    Opened opened{view->id, view->event, view->device, Secret(view->content.size())};
    [[maybe_unused]] const bool fits = opened.content.append(view->content);
    return opened;
}

}  // namespace hineni

// From an entry to an envelope. What lies where is in layout.hpp and README.md.
#include "hineni/seal.hpp"

#include <sodium.h>

#include <algorithm>
#include <cassert>
#include <optional>
#include <string>
#include <utility>

#include "sync/seal/content.hpp"
#include "sync/seal/layout.hpp"

namespace hineni {

namespace {

using namespace layout;

static_assert(slot_size == key_size + crypto_box_SEALBYTES);
static_assert(nonce_size == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(mac_size == crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(key_size == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

// A card always takes the first class; a signed one another, so that length tells nothing else. A typed signature takes
// the second: that somebody did not draw is their own affair, and the shortest class would tell it.
std::optional<std::size_t> class_for(const Entry& entry, std::size_t content) {
    const bool is_signed = !entry.signature.empty() || !entry.signature_typed.empty();
    const auto* first = envelope_sizes.begin() + (is_signed ? 1 : 0);
    const auto* last = is_signed ? envelope_sizes.end() : first + 1;
    const auto* fitting = std::find_if(first, last, [&](std::size_t size) { return content <= room(size); });
    if (fitting == last) return std::nullopt;
    return *fitting;
}

void append(Secret& out, std::string_view more) {
    [[maybe_unused]] const bool fits = out.append(more);
    assert(fits);
}

// What the device signs; the content is its end.
Secret words_to_sign(const Entry& entry, const EventTag& tag, std::size_t content) {
    Secret words(signed_before_content + content);
    append(words, signed_words);
    append(words, as_text(tag));
    append(words, as_text(entry.id.bytes));
    write_content(entry, words);
    return words;
}

// Device, signature, length, content, and zeros up to the end.
Secret inside_of(const Secret& words, const DeviceKey& device, std::size_t size) {
    const auto content = words.bytes().subspan(signed_before_content);
    Secret inside(inside_size(size));
    auto* at = inside.room().data();
    std::fill_n(at, inside.capacity(), std::uint8_t{0});
    std::copy(device.public_half.begin(), device.public_half.end(), at + device_at);
    crypto_sign_detached(at + signature_at, nullptr, words.bytes().data(), words.size(),
                         device.secret_half.bytes().data());
    for (unsigned i = 0; i < 4; ++i) at[length_at + i] = static_cast<std::uint8_t>(content.size() >> 8U * i & 0xFFU);
    std::copy(content.begin(), content.end(), at + content_at);
    inside.resize(inside.capacity());
    return inside;
}

// A slot that nobody opens: random bytes sealed to a key whose secret half is forgotten at once.
void fill_unused(std::uint8_t* slot) {
    std::array<std::uint8_t, crypto_box_PUBLICKEYBYTES> key{};
    Secret forgotten(crypto_box_SECRETKEYBYTES);
    crypto_box_keypair(key.data(), forgotten.room().data());
    std::array<std::uint8_t, key_size> nothing{};
    randombytes_buf(nothing.data(), nothing.size());
    crypto_box_seal(slot, nothing.data(), nothing.size(), key.data());
}

bool fill_slots(Bytes& envelope, const Secret& key, std::span<const PublicKey> recipients) {
    std::array<std::size_t, slots> order{0, 1, 2, 3};
    for (std::size_t i = slots - 1; i > 0; --i) {
        std::swap(order[i], order[randombytes_uniform(static_cast<std::uint32_t>(i + 1))]);
    }
    for (std::size_t i = 0; i < slots; ++i) {
        auto* slot = envelope.data() + slots_at + order[i] * slot_size;
        if (i >= recipients.size()) {
            fill_unused(slot);
        } else if (crypto_box_seal(slot, key.bytes().data(), key.size(), recipients[i].bytes.data()) != 0) {
            return false;
        }
    }
    return true;
}

// Everything before the sealed part is additional data: none of it can be changed unnoticed.
void encrypt(Bytes& envelope, const Secret& inside, const Secret& key) {
    randombytes_buf(envelope.data() + nonce_at, nonce_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(envelope.data() + sealed_at, nullptr, inside.bytes().data(),
                                               inside.size(), envelope.data(), sealed_at, nullptr,
                                               envelope.data() + nonce_at, key.bytes().data());
}

}  // namespace

Result<Envelope> seal(const Entry& entry, std::span<const PublicKey> recipients, const DeviceKey& device) {
    if (recipients.empty() || recipients.size() > slots) return fail("seal: there must be 1 to 4 recipients");
    if (device.secret_half.size() != crypto_sign_SECRETKEYBYTES) return fail("seal: the device has no key");
    if (auto checked = can_be_written(entry); !checked) return tl::unexpected(checked.error());
    const auto content = content_size(entry);
    const auto size = class_for(entry, content);
    if (!size)
        return fail("seal: the entry is too large for an envelope", "shorten the form's fields in the event pack");

    const auto tag = event_tag(entry.event);
    Envelope envelope{entry.id, tag, Bytes(*size)};
    std::copy(format.begin(), format.end(), envelope.bytes.begin());
    std::copy(tag.begin(), tag.end(), envelope.bytes.begin() + tag_at);
    std::copy(entry.id.bytes.begin(), entry.id.bytes.end(), envelope.bytes.begin() + id_at);

    Secret key(key_size);
    randombytes_buf(key.room().data(), key_size);
    key.resize(key_size);
    if (!fill_slots(envelope.bytes, key, recipients)) {
        return fail("seal: nothing can be sealed to one of the recipients", "check keys.recipients in the event pack");
    }
    encrypt(envelope.bytes, inside_of(words_to_sign(entry, tag, content), device, *size), key);
    return envelope;
}

}  // namespace hineni

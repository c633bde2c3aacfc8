// An organizer's public key in writing: "hineni1", then 36 bytes (key, 4 bytes of its digest) in base32.
#include <sodium.h>

#include <algorithm>
#include <optional>

#include "hineni/seal.hpp"

namespace hineni {

namespace {

constexpr std::string_view prefix = "hineni1";
constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";  // RFC 4648, lower case
constexpr std::size_t check_bytes = 4;
constexpr std::size_t written_bytes = 32 + check_bytes;
constexpr std::size_t letters = (written_bytes * 8 + 4) / 5;
static_assert(letters == 58);

using Written = std::array<std::uint8_t, written_bytes>;

Written with_check(const PublicKey& key) {
    Written out{};
    const Digest check = digest(key.bytes);
    std::copy(key.bytes.begin(), key.bytes.end(), out.begin());
    std::copy_n(check.begin(), check_bytes, out.begin() + 32);
    return out;
}

std::string base32(const Written& bytes) {
    std::string out;
    unsigned bits = 0;
    unsigned held = 0;
    for (const auto byte : bytes) {
        held = (held << 8U | byte) & 0xFFFU;
        for (bits += 8; bits >= 5; bits -= 5) out.push_back(alphabet[held >> (bits - 5) & 31U]);
    }
    if (bits > 0) out.push_back(alphabet[held << (5 - bits) & 31U]);
    return out;
}

// Nothing where a character is not of the alphabet or the spare bits of the last one are set.
std::optional<Written> from_base32(std::string_view text) {
    Written out{};
    std::size_t next = 0;
    unsigned bits = 0;
    unsigned held = 0;
    for (const char c : text) {
        const auto value = alphabet.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        held = (held << 5U | static_cast<unsigned>(value)) & 0xFFFU;
        bits += 5;
        if (bits >= 8 && next < out.size()) {
            bits -= 8;
            out[next++] = static_cast<std::uint8_t>(held >> bits & 0xFFU);
        }
    }
    const bool spare_bits_clear = (held & ((1U << bits) - 1U)) == 0;
    return next == out.size() && spare_bits_clear ? std::optional(out) : std::nullopt;
}

// A point of small order would let anybody compute the shared secret; libsodium refuses to seal to it.
bool can_be_sealed_to(const PublicKey& key) {
    std::array<std::uint8_t, crypto_box_SEALBYTES> sealed{};
    return crypto_box_seal(sealed.data(), nullptr, 0, key.bytes.data()) == 0;
}

}  // namespace

std::string to_text(const PublicKey& key) {
    return std::string(prefix) + base32(with_check(key));
}

Result<PublicKey> public_key_from_text(std::string_view text) {
    constexpr auto attempt = "read public key: ";
    constexpr auto hint = "copy the whole line from the .pub file that hineni-desk keygen wrote";
    if (!text.starts_with(prefix)) return fail(std::string(attempt) + "it does not start with hineni1", hint);
    text.remove_prefix(prefix.size());
    if (text.size() != letters) {
        return fail(std::string(attempt) + "after hineni1 there are " + std::to_string(text.size()) +
                        " characters instead of 58",
                    hint);
    }
    const auto written = from_base32(text);
    if (!written) return fail(std::string(attempt) + "it holds a character other than a-z and 2-7", hint);
    PublicKey key;
    std::copy_n(written->begin(), key.bytes.size(), key.bytes.begin());
    if (with_check(key) != *written) return fail(std::string(attempt) + "a character is mistyped", hint);
    if (!can_be_sealed_to(key)) return fail(std::string(attempt) + "nothing can be sealed to this key", hint);
    return key;
}

}  // namespace hineni

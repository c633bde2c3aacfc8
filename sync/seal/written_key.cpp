#include "sync/seal/written_key.hpp"

#include <algorithm>
#include <optional>

#include "hineni/seal.hpp"

namespace hineni {

namespace {

constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";  // RFC 4648, lower case
constexpr std::size_t check_bytes = 4;
constexpr std::size_t written_bytes = 32 + check_bytes;
constexpr std::size_t letters = (written_bytes * 8 + 4) / 5;
static_assert(letters == 58);

using Written = std::array<std::uint8_t, written_bytes>;

Written with_check(const WrittenKey& key) {
    Written out{};
    const Digest check = digest(key);
    std::copy(key.begin(), key.end(), out.begin());
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

}  // namespace

std::string written(std::string_view prefix, const WrittenKey& key) {
    return std::string(prefix) + base32(with_check(key));
}

Result<WrittenKey> read_written(std::string_view prefix, std::string_view text) {
    if (!text.starts_with(prefix)) return fail("it does not start with " + std::string(prefix));
    text.remove_prefix(prefix.size());
    if (text.size() != letters) {
        return fail("after " + std::string(prefix) + " there are " + std::to_string(text.size()) +
                    " characters instead of 58");
    }
    const auto bytes = from_base32(text);
    if (!bytes) return fail("it holds a character other than a-z and 2-7");
    WrittenKey key{};
    std::copy_n(bytes->begin(), key.size(), key.begin());
    if (with_check(key) != *bytes) return fail("a character is mistyped");
    return key;
}

}  // namespace hineni

// The organizer's PIN as a hash, and the file in which a device keeps its own: one line, the hash.
#include "hineni/pin.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "hineni/bytes.hpp"
#include "sync/seal/whole_file.hpp"

namespace hineni {

namespace {

// 32 MiB: what a device of 512 MiB can spare beside a kiosk. Passes enough for about 0.1 s of a laptop.
constexpr unsigned long long pin_passes = 4;
constexpr std::size_t pin_memory = std::size_t{32} * 1024 * 1024;
// How libsodium writes that, in front of salt and hash.
constexpr std::string_view our_costs = "$argon2id$v=19$m=32768,t=4,p=1$";
constexpr std::size_t salt_digits = 22;  // 16 bytes in base64, without its "="
constexpr std::size_t hash_digits = 43;  // 32 bytes

using HashText = std::array<char, crypto_pwhash_STRBYTES>;

bool is_pin(std::string_view pin) {
    return pin.size() >= shortest_pin && pin.size() <= longest_pin &&
           std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_base64(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    });
}

// Of other costs looking at it could take hours, or all memory; and libsodium looks at passes and memory alone, and
// takes bytes above 127 for digits.
bool is_written_by_us(std::string_view text) {
    if (!text.starts_with(our_costs) || text.size() != our_costs.size() + salt_digits + 1 + hash_digits) return false;
    text.remove_prefix(our_costs.size());
    return is_base64(text.substr(0, salt_digits)) && text[salt_digits] == '$' &&
           is_base64(text.substr(salt_digits + 1));
}

// With the zero at its end that libsodium looks for; nothing but zeros where it does not fit.
HashText as_text_of(std::string_view hash) {
    HashText out{};
    if (hash.size() < out.size()) std::copy(hash.begin(), hash.end(), out.begin());
    return out;
}

constexpr const char* no_memory = "there is no memory left for it";

}  // namespace

Result<std::string> pin_hash(const Secret& pin) {
    if (!is_pin(pin.text())) return fail("hash a PIN: it is not 6 to 12 digits", "choose 6 to 12 digits");
    HashText out{};
    const auto text = pin.text();
    if (crypto_pwhash_str_alg(out.data(), text.data(), text.size(), pin_passes, pin_memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return fail(std::string("hash a PIN: ") + no_memory);
    }
    return std::string(out.data());
}

bool is_pin_hash(std::string_view text) {
    return is_written_by_us(text) &&
           crypto_pwhash_str_needs_rehash(as_text_of(text).data(), pin_passes, pin_memory) == 0;
}

Result<bool> pin_is(std::string_view hash, const Secret& pin) {
    if (!is_pin_hash(hash)) return fail("look at a PIN: what it is held against is no hash");
    const auto text = pin.text();
    errno = 0;
    if (crypto_pwhash_str_verify(as_text_of(hash).data(), text.data(), text.size()) == 0) return true;
    if (errno != EINVAL) return fail(std::string("look at a PIN: ") + no_memory);
    return false;
}

Result<std::string> kept_pin(const std::filesystem::path& state) {
    const auto place = state / "pin";
    std::error_code cause;
    if (std::filesystem::symlink_status(place, cause).type() == std::filesystem::file_type::not_found) return {};
    const auto file = read_secret_file(place, crypto_pwhash_STRBYTES);
    if (!file) return within("look at the PIN of this device", file.error());
    auto hash = file->text().substr(0, file->text().find('\n'));
    if (!is_pin_hash(hash)) {
        return fail("look at the PIN of this device: " + place.string() + " holds no hash",
                    "remove the file: a new PIN is then chosen at the device");
    }
    return std::string(hash);
}

Result<void> keep_pin(const std::filesystem::path& state, const Secret& pin) {
    constexpr auto attempt = "keep the PIN";
    auto hash = pin_hash(pin);
    if (!hash) return within(attempt, hash.error());
    auto file = WholeFile::begin(state / "pin");
    if (!file) return within(attempt, file.error());
    if (auto done = file->write(as_bytes(*hash += '\n')); !done) return within(attempt, done.error());
    const auto put = file->put_if_none();
    if (!put) return within(attempt, put.error());
    if (!*put) return fail("keep the PIN: there is one already");
    return {};
}

}  // namespace hineni

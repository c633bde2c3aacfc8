#include "sync/seal/key_file.hpp"

#include <sodium.h>

#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <system_error>

#include "sync/seal/whole_file.hpp"

namespace hineni {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view first_line = "hineni-secret-key 1";
constexpr std::size_t longest_file = 4096;
constexpr std::size_t secret_size = crypto_box_SECRETKEYBYTES;
constexpr std::size_t sealed_size = secret_size + crypto_aead_xchacha20poly1305_ietf_ABYTES;
// No file makes this program take more time or memory than this.
constexpr std::uint64_t most_passes = 16;
constexpr std::uint64_t most_memory = std::uint64_t{1} << 30U;

using Salt = std::array<std::uint8_t, crypto_pwhash_SALTBYTES>;
using Nonce = std::array<std::uint8_t, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES>;

// How a passphrase becomes the key that the secret key is sealed with. The file carries it.
struct Stretching {
    std::uint64_t passes = crypto_pwhash_OPSLIMIT_MODERATE;
    std::uint64_t memory = crypto_pwhash_MEMLIMIT_MODERATE;
    Salt salt{};
};

Result<Secret> stretch(const Secret& passphrase, const Stretching& how) {
    Secret key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    const int made =
        crypto_pwhash(key.room().data(), key.capacity(), passphrase.text().data(), passphrase.size(), how.salt.data(),
                      how.passes, static_cast<std::size_t>(how.memory), crypto_pwhash_ALG_ARGON2ID13);
    if (made != 0) {
        return fail("stretch passphrase: not enough memory", "close other programs: this takes 256 MiB for a moment");
    }
    key.resize(key.capacity());
    return key;
}

bool append_hex(Secret& out, BytesView bytes) {
    Secret letters(bytes.size() * 2 + 1);
    sodium_bin2hex(reinterpret_cast<char*>(letters.room().data()), letters.capacity(), bytes.data(), bytes.size());
    letters.resize(bytes.size() * 2);
    return out.append(letters.text());
}

// Everything but the key itself; with a passphrase also what the key is bound to.
std::string head_of(const PublicKey& own, const Stretching* how, const Nonce& nonce) {
    std::string head = std::string(first_line) + "\npublic " + to_text(own) + "\n";
    if (how == nullptr) return head + "passphrase none\n";
    return head + "passphrase argon2id\npasses " + std::to_string(how->passes) + "\nmemory " +
           std::to_string(how->memory) + "\nsalt " + hex(how->salt) + "\nnonce " + hex(nonce) + "\n";
}

Result<Secret> text_of(const SecretKey& key, const Secret* passphrase) {
    Secret text(longest_file);
    Stretching how;
    Nonce nonce{};
    randombytes_buf(how.salt.data(), how.salt.size());
    randombytes_buf(nonce.data(), nonce.size());
    const auto head = head_of(public_half(key), passphrase == nullptr ? nullptr : &how, nonce);
    bool fits = text.append(head) && text.append("key ");
    if (passphrase == nullptr) {
        fits = fits && append_hex(text, key.bytes.bytes());
    } else {
        const auto stretched = stretch(*passphrase, how);
        if (!stretched) return tl::unexpected(stretched.error());
        std::array<std::uint8_t, sealed_size> sealed{};
        crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, key.bytes.bytes().data(), key.bytes.size(),
                                                   reinterpret_cast<const std::uint8_t*>(head.data()), head.size(),
                                                   nullptr, nonce.data(), stretched->bytes().data());
        fits = fits && append_hex(text, sealed);
    }
    if (!fits || !text.append("\n")) return fail("write key: it does not fit");
    return text;
}

Result<void> write_new(const fs::path& place, BytesView bytes) {
    auto file = WholeFile::begin(place);
    if (!file) return tl::unexpected(file.error());
    if (auto written = file->write(bytes); !written) return written;
    const auto put = file->put_if_none();
    if (!put) return tl::unexpected(put.error());
    if (!*put) {
        return fail("write " + place.string() + ": there is such a file already",
                    "choose another name; a key that is overwritten opens nothing any more");
    }
    return {};
}

// "word value" lines. The views point into the file's text.
using Lines = std::map<std::string_view, std::string_view>;

Lines lines_of(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        const auto space = line.find(' ');
        if (space != std::string_view::npos) lines.emplace(line.substr(0, space), line.substr(space + 1));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

template <std::size_t size>
bool from_hex(std::string_view text, std::array<std::uint8_t, size>& out) {
    std::size_t read = 0;
    return text.size() == size * 2 &&
           sodium_hex2bin(out.data(), out.size(), text.data(), text.size(), nullptr, &read, nullptr) == 0 &&
           read == size;
}

bool number(std::string_view text, std::uint64_t most, std::uint64_t& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size() && out >= 1 && out <= most;
}

std::optional<SecretKey> plain_key(std::string_view text) {
    SecretKey key{Secret(secret_size)};
    std::size_t read = 0;
    const bool whole =
        text.size() == secret_size * 2 &&
        sodium_hex2bin(key.bytes.room().data(), secret_size, text.data(), text.size(), nullptr, &read, nullptr) == 0 &&
        read == secret_size;
    if (!whole) return std::nullopt;
    key.bytes.resize(secret_size);
    return key;
}

constexpr auto damaged = "the key file is damaged";
constexpr auto damaged_hint = "take it from the copy you keep elsewhere";

Result<SecretKey> sealed_key(Lines& lines, const PublicKey& own, const std::function<Result<Secret>()>& ask) {
    Stretching how;
    Nonce nonce{};
    std::array<std::uint8_t, sealed_size> sealed{};
    const bool whole = number(lines["passes"], most_passes, how.passes) &&
                       number(lines["memory"], most_memory, how.memory) && from_hex(lines["salt"], how.salt) &&
                       from_hex(lines["nonce"], nonce) && from_hex(lines["key"], sealed);
    if (!whole || how.memory < crypto_pwhash_MEMLIMIT_MIN) return fail(damaged, damaged_hint);
    const auto passphrase = ask();
    if (!passphrase) return tl::unexpected(passphrase.error());
    const auto stretched = stretch(*passphrase, how);
    if (!stretched) return tl::unexpected(stretched.error());
    const auto head = head_of(own, &how, nonce);
    SecretKey key{Secret(secret_size)};
    const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
        key.bytes.room().data(), nullptr, nullptr, sealed.data(), sealed.size(),
        reinterpret_cast<const std::uint8_t*>(head.data()), head.size(), nonce.data(), stretched->bytes().data());
    if (opened != 0)
        return fail("the passphrase is wrong, or the file is damaged", "try again; mind capitals and layout");
    key.bytes.resize(secret_size);
    return key;
}

}  // namespace

Result<void> write_key_file(const fs::path& place, const SecretKey& key, const Secret* passphrase) {
    const fs::path beside = place.string() + ".pub";
    for (const auto& each : {place, beside}) {
        std::error_code none;
        if (fs::exists(fs::symlink_status(each, none))) {
            return fail("write " + each.string() + ": there is such a file already",
                        "choose another name; a key that is overwritten opens nothing any more");
        }
    }
    const auto text = text_of(key, passphrase);
    if (!text) return tl::unexpected(text.error());
    if (auto written = write_new(place, text->bytes()); !written) return written;
    return write_new(beside, as_bytes(to_text(public_half(key)) + "\n"));
}

Result<SecretKey> read_key_file(const fs::path& place, const std::function<Result<Secret>()>& ask) {
    const auto text = read_secret_file(place, longest_file);
    if (!text) return tl::unexpected(text.error());
    const std::string attempt = "read key " + place.string();
    if (!text->text().starts_with("hineni-secret-key ")) {
        return fail(attempt + ": this is not a secret key", text->text().starts_with("hineni1")
                                                                ? "this is a public key; give the file without .pub"
                                                                : "give the file that hineni-desk keygen wrote");
    }
    auto lines = lines_of(text->text());
    if (lines["hineni-secret-key"] != "1")
        return fail(attempt + ": its format is newer than this program", "update it");
    const auto own = public_key_from_text(lines["public"]);
    if (!own) return fail(attempt + ": " + damaged, damaged_hint);
    Result<SecretKey> key;
    if (lines["passphrase"] == "none") {
        auto plain = plain_key(lines["key"]);
        if (!plain) return fail(attempt + ": " + damaged, damaged_hint);
        key = std::move(*plain);
    } else if (lines["passphrase"] == "argon2id") {
        key = sealed_key(lines, *own, ask);
    } else {
        return fail(attempt + ": " + damaged, damaged_hint);
    }
    if (!key) return within(attempt, key.error());
    if (public_half(*key) != *own) return fail(attempt + ": " + damaged, damaged_hint);
    return key;
}

}  // namespace hineni

// The device's own key: `state`/device.key, 8 bytes "hindev1\0", 64 bytes Ed25519 secret key.
#include <sodium.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>

#include "hineni/seal.hpp"
#include "sync/seal/whole_file.hpp"

namespace hineni {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view file_mark{"hindev1\0", 8};
constexpr std::size_t file_size = file_mark.size() + crypto_sign_SECRETKEYBYTES;

Result<void> make_folder(const fs::path& folder) {
    std::error_code cause;
    if (fs::is_directory(folder, cause)) return {};
    fs::create_directories(folder.parent_path(), cause);
    if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
        return fail("make folder " + folder.string() + ": " + std::strerror(errno), "choose a folder you may write to");
    }
    return {};
}

// The half that is kept in the file is made again from the other one, so that a damaged file is found.
Result<DeviceKey> key_from(const Secret& file, const fs::path& place) {
    const std::string attempt = "read device key " + place.string();
    constexpr auto hint = "move the file away: the device then makes itself a new key, and counts as another device";
    if (!file.text().starts_with(file_mark)) return fail(attempt + ": this is not a device key", hint);
    if (file.size() != file_size) return fail(attempt + ": it is cut off", hint);
    DeviceKey key{{}, Secret(crypto_sign_SECRETKEYBYTES)};
    crypto_sign_seed_keypair(key.public_half.data(), key.secret_half.room().data(),
                             file.bytes().data() + file_mark.size());
    key.secret_half.resize(crypto_sign_SECRETKEYBYTES);
    if (key.secret_half.text() != file.text().substr(file_mark.size())) return fail(attempt + ": it is damaged", hint);
    return key;
}

Result<Secret> new_key_file() {
    Secret file(file_size);
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> unused{};
    if (!file.append(file_mark)) return fail("make device key: no room");
    crypto_sign_keypair(unused.data(), file.room().data() + file_mark.size());
    file.resize(file_size);
    return file;
}

}  // namespace

// Two programs may start at once: whoever puts the file in place first has made the key, and both read that one.
Result<DeviceKey> device_key(const fs::path& state) {
    const fs::path place = state / "device.key";
    if (auto made = make_folder(state); !made) return tl::unexpected(made.error());
    std::error_code cause;
    const auto status = fs::status(place, cause);
    if (status.type() == fs::file_type::not_found) {
        const auto fresh = new_key_file();
        if (!fresh) return tl::unexpected(fresh.error());
        auto file = WholeFile::begin(place);
        if (!file) return within("make device key", file.error());
        if (auto written = file->write(fresh->bytes()); !written) return within("make device key", written.error());
        if (const auto put = file->put_if_none(); !put) return within("make device key", put.error());
    }
    const auto file = read_secret_file(place, file_size);
    if (!file) return within("device key", file.error());
    return key_from(*file, place);
}

}  // namespace hineni

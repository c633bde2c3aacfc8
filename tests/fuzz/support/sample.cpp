#include "tests/fuzz/support/sample.hpp"

#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <system_error>

#include "sync/seal/key_file.hpp"
#include "sync/seal/layout.hpp"

namespace hineni::fuzz {

namespace fs = std::filesystem;

namespace {

using namespace layout;

const fs::path vectors = fs::path(HINENI_SOURCE) / "tests" / "vectors";

Sample made() {
    if (!start_sealing()) std::abort();
    auto organizer = read_key_file(vectors / "organizer.key", [] { return Result<Secret>(fail("never asked")); });
    auto device = device_key(vectors);
    if (!organizer || !device) std::abort();
    const auto half = public_half(*organizer);
    return {std::move(*organizer), half, std::move(*device), event_tag("vigil-2026-12-10")};
}

// Everything up to the sealed part. The same slot each time: a curve for each envelope would be most of the work.
const Bytes& outside() {
    static const Bytes made = [] {
        Bytes out(sealed_at);
        std::copy(format.begin(), format.end(), out.begin());
        const std::array<std::uint8_t, key_size> key{};
        crypto_box_seal(out.data() + slots_at, key.data(), key.size(), sample().organizers_public_half.bytes.data());
        return out;
    }();
    return made;
}

// Gone at the end of the program.
class Folder {
  public:
    Folder() {
        const fs::path memory = "/dev/shm";
        const auto place = fs::exists(memory) ? memory : fs::temp_directory_path();
        std::string name = (place / "hineni-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) std::abort();
        path_ = name;
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

}  // namespace

const Sample& sample() {
    static const Sample only = made();
    return only;
}

Bytes known_file(const std::string& name) {
    std::ifstream in(vectors / name, std::ios::binary);
    if (!in) std::abort();
    return {std::istreambuf_iterator<char>(in), {}};
}

Bytes envelope_around(std::string_view content, const EventTag& event) {
    const auto fits = [&](std::size_t size) { return content.size() <= room(size); };
    const auto* size = std::find_if(envelope_sizes.begin(), envelope_sizes.end(), fits);
    if (size == envelope_sizes.end()) return {};
    Bytes envelope = outside();
    envelope.resize(*size);
    std::copy(event.begin(), event.end(), envelope.begin() + tag_at);
    Bytes words(signed_words.begin(), signed_words.end());
    words.insert(words.end(), envelope.begin() + tag_at, envelope.begin() + slots_at);
    words.insert(words.end(), content.begin(), content.end());
    Bytes inside(inside_size(*size));
    const auto& device = sample().device;
    std::copy(device.public_half.begin(), device.public_half.end(), inside.begin());
    crypto_sign_detached(inside.data() + signature_at, nullptr, words.data(), words.size(),
                         device.secret_half.bytes().data());
    for (unsigned i = 0; i < 4; ++i) inside[length_at + i] = static_cast<std::uint8_t>(content.size() >> 8U * i);
    std::copy(content.begin(), content.end(), inside.begin() + content_at);
    const std::array<std::uint8_t, key_size> key{};
    crypto_aead_xchacha20poly1305_ietf_encrypt(envelope.data() + sealed_at, nullptr, inside.data(), inside.size(),
                                               envelope.data(), sealed_at, nullptr, envelope.data() + nonce_at,
                                               key.data());
    return envelope;
}

const fs::path& empty_folder() {
    static const Folder only;
    std::error_code ignored;
    for (const auto& each : fs::directory_iterator(only.path())) fs::remove_all(each.path(), ignored);
    return only.path();
}

}  // namespace hineni::fuzz

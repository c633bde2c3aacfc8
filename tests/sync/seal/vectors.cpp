// Files made by earlier versions: they must still open (tests/vectors/README.md).
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "sync/seal/key_file.hpp"
#include "sync/seal/organizer_signature.hpp"
#include "sync/seal/recovery.hpp"
#include "tests/support/fresh_folder.hpp"
#include "tests/support/sample_entry.hpp"

using namespace hineni;

namespace {

const std::filesystem::path vectors = std::filesystem::path(HINENI_SOURCE) / "tests" / "vectors";

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

Result<Secret> never_asked() {
    return fail("asked for a passphrase");
}

}  // namespace

TEST_CASE("envelopes of earlier versions open and hold what they held") {
    const auto key = read_key_file(vectors / "organizer.key", never_asked);
    REQUIRE(key);
    const FreshFolder folder;
    std::filesystem::copy_file(vectors / "device.key", folder / "device.key");
    const auto device = device_key(folder.path());
    REQUIRE(device);
    for (const std::string name : {"card", "pledge", "typed"}) {
        const auto bytes = read(vectors / (name + ".envelope"));
        const auto envelope = read_envelope(Bytes(bytes.begin(), bytes.end()));
        REQUIRE(envelope);
        const auto opened = open(*envelope, *key);
        REQUIRE_MESSAGE(opened, (opened ? "" : opened.error().what));
        CHECK(opened->content.text() == read(vectors / (name + ".json")));
        CHECK(opened->device == device->public_half);
    }
}

TEST_CASE("a key of an earlier version opens with its passphrase") {
    const auto plain = read_key_file(vectors / "organizer.key", never_asked);
    const auto sealed = read_key_file(vectors / "organizer-passphrase.key",
                                      []() -> Result<Secret> { return secret("a sample passphrase"); });
    REQUIRE(plain);
    REQUIRE(sealed);
    CHECK(plain->bytes == sealed->bytes);
    CHECK(read(vectors / "organizer.key.pub") == to_text(public_half(*plain)) + "\n");
}

TEST_CASE("a recovery sheet of an earlier version brings its key back, and the same words are written today") {
    const auto key = read_key_file(vectors / "organizer.key", never_asked);
    const auto back = key_from_words(read(vectors / "organizer.words"));
    REQUIRE(key);
    REQUIRE_MESSAGE(back, (back ? "" : back.error().what));
    CHECK(back->bytes == key->bytes);
    std::string words;
    for (const auto& word : recovery_words(*key)) words += word + "\n";
    CHECK(read(vectors / "organizer.words") == words);
}

TEST_CASE("a key of an earlier version signs under the name that it had") {
    const auto key = read_key_file(vectors / "organizer.key", never_asked);
    REQUIRE(key);
    CHECK(read(vectors / "organizer.key.signing") == to_text(signing_name(*key)) + "\n");
}

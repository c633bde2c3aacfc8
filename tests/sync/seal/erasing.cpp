// What is taken off a disk, and what lies on it only for as long as a program runs.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "hineni/seal.hpp"
#include "sync/seal/passing_cipher.hpp"
#include "sync/seal/sha256.hpp"
#include "sync/seal/whole_file.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;
namespace fs = std::filesystem;

TEST_CASE("an erased file is overwritten to its last byte before its name goes") {
    const FreshFolder folder;
    const auto file = folder / "names";
    std::ofstream(file) << std::string(10'000, 'A');
    const int kept = ::open(file.c_str(), O_RDONLY);
    REQUIRE(kept >= 0);
    CHECK(erase_file(file));
    CHECK_FALSE(fs::exists(file));
    std::string left(20'000, 'x');
    CHECK(::read(kept, left.data(), left.size()) == 10'000);
    CHECK(std::all_of(left.begin(), left.begin() + 10'000, [](char c) { return c == 0; }));
    ::close(kept);
    CHECK(erase_file(file));  // Nothing is left to do.
}

TEST_CASE("erasing leaves alone what a link or another name leads to") {
    const FreshFolder folder;
    std::ofstream(folder / "kept") << "kept";
    fs::create_symlink(folder / "kept", folder / "link");
    fs::create_hard_link(folder / "kept", folder / "other name");
    CHECK(erase_file(folder / "link"));
    CHECK(erase_file(folder / "other name"));
    std::string text;
    std::ifstream(folder / "kept") >> text;
    CHECK(text == "kept");
    CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("an erased folder is gone with all that lies in it, and none is no trouble") {
    const FreshFolder folder;
    fs::create_directories(folder / "a/b/c");
    std::ofstream(folder / "a/b/file") << "words";
    fs::create_symlink("/etc", folder / "a/link");
    REQUIRE(::mkfifo((folder / "a/pipe").c_str(), 0600) == 0);
    CHECK(erase_folder(folder / "a"));
    CHECK_FALSE(fs::exists(folder / "a"));
    CHECK(fs::exists("/etc"));
    CHECK(erase_folder(folder / "a"));
}

TEST_CASE("what cannot be erased is said by its name") {
    const FreshFolder folder;
    std::ofstream(folder / "file") << "words";
    const auto no_folder = erase_folder(folder / "file");
    REQUIRE_FALSE(no_folder);
    CHECK(no_folder.error().what.find("file") != std::string::npos);
    CHECK_FALSE(erase_file(folder.path()));
    CHECK_FALSE(erase_file(folder / "file" / "below"));
}

TEST_CASE("what is put aside opens where it was put, unchanged, and with its own key alone") {
    REQUIRE(start_sealing());
    const PassingCipher cipher;
    const PassingCipher other;
    auto sealed = cipher.seal("Ada", 7);
    CHECK(sealed.size() == 3 + PassingCipher::longer_by);
    Secret clear(16);
    CHECK(cipher.open(sealed, 7, clear));
    CHECK(clear.text() == "Ada");
    CHECK_FALSE(cipher.open(sealed, 8, clear));
    CHECK(clear.empty());
    CHECK_FALSE(other.open(sealed, 7, clear));
    sealed[1] ^= 1U;
    CHECK_FALSE(cipher.open(sealed, 7, clear));
}

TEST_CASE("SHA-256 is the one of the standard") {
    constexpr std::array<std::uint8_t, 4> front{0xba, 0x78, 0x16, 0xbf};  // FIPS 180-2, "abc".
    const auto digest = sha256(as_bytes("abc"));
    CHECK(std::equal(front.begin(), front.end(), digest.begin()));
}

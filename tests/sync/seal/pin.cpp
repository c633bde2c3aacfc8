#include "hineni/pin.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "hineni/seal.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

Secret typed_pin(std::string_view text) {
    Secret pin(16);
    REQUIRE(pin.append(text));
    return pin;
}

}  // namespace

TEST_CASE("a PIN is known again by its hash, and no other is") {
    REQUIRE(start_sealing());
    const auto hash = pin_hash(typed_pin("271828"));
    REQUIRE(hash);
    CHECK(is_pin_hash(*hash));
    CHECK(hash->find("271828") == std::string::npos);
    CHECK(pin_is(*hash, typed_pin("271828")).value());
    CHECK_FALSE(pin_is(*hash, typed_pin("271829")).value());
    CHECK_FALSE(pin_is(*hash, typed_pin("2718280")).value());
    CHECK(pin_hash(typed_pin("271828")).value() != *hash);
}

TEST_CASE("what is no PIN has no hash, and what is no hash lets nobody in") {
    REQUIRE(start_sealing());
    for (const auto* wrong : {"", "12345", "1234567890123", "12345a", "１２"}) CHECK_FALSE(pin_hash(typed_pin(wrong)));
    const auto hash = pin_hash(typed_pin("271828")).value();
    for (const auto& wrong : {std::string(), std::string("271828"), hash.substr(0, hash.size() / 2),
                              hash + std::string(200, 'A'), "$argon2i$" + hash.substr(10)}) {
        CHECK_FALSE(is_pin_hash(wrong));
        CHECK_FALSE(pin_is(wrong, typed_pin("271828")));
    }
}

TEST_CASE("a hash that it would take hours or all memory to look at is none") {
    REQUIRE(start_sealing());
    const auto hash = pin_hash(typed_pin("271828")).value();
    const auto numbers = hash.find("$m=");
    REQUIRE(numbers != std::string::npos);
    const auto rest = hash.substr(hash.find('$', numbers + 1));
    for (const auto* costs : {"$m=32768,t=4294967295,p=1", "$m=4194304,t=4,p=1", "$m=32768,t=4,p=4"}) {
        const auto wrong = hash.substr(0, numbers) + costs + rest;
        CHECK_FALSE(is_pin_hash(wrong));
        CHECK_FALSE(pin_is(wrong, typed_pin("271828")));
    }
}

TEST_CASE("a hash that is not letter by letter one of ours is none") {
    REQUIRE(start_sealing());
    const auto hash = pin_hash(typed_pin("271828")).value();
    const auto end = hash.rfind('$');
    CHECK_FALSE(is_pin_hash(hash.substr(0, end + 23)));                     // 16 bytes of hash
    CHECK_FALSE(is_pin_hash(hash.substr(0, end - 11) + hash.substr(end)));  // 8 bytes of salt
    CHECK_FALSE(is_pin_hash(hash + "\n"));
    auto odd = hash;
    odd[end + 20] = '\xA1';  // libsodium takes it for a digit.
    CHECK_FALSE(is_pin_hash(odd));
}

TEST_CASE("a device keeps one PIN, for its user alone, and a damaged file is no way in") {
    REQUIRE(start_sealing());
    const FreshFolder state;
    CHECK(kept_pin(state.path()).value().empty());
    REQUIRE(keep_pin(state.path(), typed_pin("271828")));
    struct stat about {};
    REQUIRE(::stat((state / "pin").c_str(), &about) == 0);
    CHECK((about.st_mode & 0777U) == 0600U);
    CHECK(pin_is(kept_pin(state.path()).value(), typed_pin("271828")).value());
    CHECK_FALSE(keep_pin(state.path(), typed_pin("314159")));
    CHECK(pin_is(kept_pin(state.path()).value(), typed_pin("271828")).value());
    std::ofstream(state / "pin") << "open\n";
    CHECK_FALSE(kept_pin(state.path()));
}

// Folders that cannot take what they should.
#include <doctest/doctest.h>

#include <filesystem>

#include "sync/send/store_address.hpp"
#include "sync/send/transport.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;

TEST_CASE("a folder where something else has a bundle's name takes nothing, says so and keeps no part of it") {
    const FreshFolder folder;
    const std::string name = "9df90d2e6b58b489-52c5e1659c2baed7e52a797a5aade7f0.hineni";
    std::filesystem::create_directory(folder / name);
    const auto drop = transport_to("file:" + folder.path().string());
    REQUIRE(drop);
    const auto answer = (*drop)->put(name, as_bytes("a bundle"));
    CHECK(answer.reply == Reply::Unreachable);
    CHECK_FALSE(answer.why.empty());
    CHECK_FALSE(answer.hint.empty());
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a store in a region that is none is refused before anything is asked") {
    const auto store = store_address("s3://bucket/vigil", {"https://s3.example.org", "no region", "key", "secret"});
    REQUIRE_FALSE(store);
    CHECK(store.error().what.find("region") != std::string::npos);
}

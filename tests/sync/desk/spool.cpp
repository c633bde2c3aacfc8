#include "sync/desk/spool.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "sync/desk/workers.hpp"
#include "tests/support/sample_entry.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

// What all files that this program has open and that have no name hold.
std::string in_nameless_files() {
    std::string all;
    for (const auto& each : fs::directory_iterator("/proc/self/fd")) {
        std::error_code gone;
        if (fs::read_symlink(each.path(), gone).string().find("(deleted)") == std::string::npos) continue;
        std::ifstream in(each.path(), std::ios::binary);
        all.append(std::istreambuf_iterator<char>(in), {});
    }
    return all;
}

}  // namespace

TEST_CASE("what was set aside comes back, and lies on the disk as noise in a file without a name") {
    Spool spool;
    REQUIRE(spool.open());
    const std::string answer = "María Núñez-O’Neil";
    const auto one = spool.add(answer);
    const auto two = spool.add("another");
    REQUIRE(one);
    Secret clear(100);
    REQUIRE(spool.read(*two, clear));
    CHECK(clear.text() == "another");
    REQUIRE(spool.read(*one, clear));
    CHECK(clear.text() == answer);
    const auto disk = in_nameless_files();
    CHECK(disk.size() == answer.size() + 7 + 2 * PassingCipher::longer_by);
    CHECK(disk.find("Núñez") == std::string::npos);
}

TEST_CASE("nothing opens at another place than its own") {
    const PassingCipher cipher;
    const PassingCipher other;
    Secret clear(100);
    const auto sealed = cipher.seal("answer", 7);
    CHECK(cipher.open(sealed, 7, clear));
    CHECK_FALSE(cipher.open(sealed, 8, clear));
    CHECK(clear.empty());
    CHECK_FALSE(other.open(sealed, 7, clear));
}

TEST_CASE("all processors can set aside at once") {
    Spool spool;
    REQUIRE(spool.open());
    std::vector<Result<Spool::Place>> places(500);
    in_parallel(places.size(), [&](std::size_t i) { places[i] = spool.add(std::to_string(i)); });
    Secret clear(100);
    for (std::size_t i = 0; i < places.size(); ++i) {
        REQUIRE(spool.read(places[i].value(), clear));
        REQUIRE(clear.text() == std::to_string(i));
    }
}

TEST_CASE("work on many things is done once for each, and what one throws arrives") {
    std::vector<std::atomic<int>> done(1000);
    in_parallel(done.size(), [&](std::size_t i) { ++done[i]; });
    for (const auto& each : done) REQUIRE(each == 1);
    in_parallel(0, [](std::size_t) { throw std::runtime_error("never"); });
    CHECK_THROWS_WITH(in_parallel(100,
                                  [](std::size_t i) {
                                      if (i == 50) throw std::runtime_error("no memory");
                                  }),
                      "no memory");
}

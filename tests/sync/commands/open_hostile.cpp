// What lies among the bundles and is none, or is not ours: named one by one, and the rest is opened.
#include <sys/stat.h>
#include <unistd.h>

#include "tests/sync/commands/laptop.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

struct HostileStick : Laptop {
    std::vector<EntryId> ids = collect({{"Ada Sample", "ada@example.org"}});
    Bundle good = last;
    std::vector<EntryId> other = collect({{"Ben Sample", "ben@example.org"}});
    Bundle spoilt = last;
    fs::path place = drop() / spoilt.name;  // Where the second bundle lay.

    HostileStick() { fs::remove(place); }

    // What it says of this file; Ada is in the table whatever lies beside her.
    [[nodiscard]] std::string complaint_about(const fs::path& file) const {
        const auto said = open({"--csv", "-"});
        CHECK(said.exit_code == 1);
        CHECK(times_in(said.out, "\r\n") == 2);
        CHECK(said.out.find("Ada Sample") != std::string::npos);
        CHECK(said.err.find("hineni-desk: open: 1 thing could not be used, named above\nhint: ") != std::string::npos);
        const auto at = said.err.find("  " + file.string() + ": ");
        REQUIRE_MESSAGE(at != std::string::npos, said.err);
        return said.err.substr(at, said.err.find('\n', at) - at);
    }
    [[nodiscard]] std::string complaint() const { return complaint_about(place); }
    void spoil(std::string_view bytes) const { spill(place, bytes); }
    [[nodiscard]] std::string bytes() const { return {spoilt.bytes.begin(), spoilt.bytes.end()}; }
};

bool says(const std::string& complaint, const std::string& cause) {
    return complaint.find(cause) != std::string::npos;
}

}  // namespace

TEST_CASE("a bundle under another key is named, and nothing of it is in the table") {
    const HostileStick stick;
    Laptop stranger;
    stranger.collect({{"Eve", "eve@example.org"}});
    fs::copy(stranger.drop() / stranger.last.name, stick.drop());
    CHECK(says(stick.complaint_about(stick.drop() / stranger.last.name), "key"));
}

TEST_CASE("a bundle with one flipped byte is named wherever the byte is") {
    const HostileStick stick;
    for (const std::size_t at : {std::size_t{0}, std::size_t{300}, stick.bytes().size() - 1}) {
        auto bytes = stick.bytes();
        bytes[at] = static_cast<char>(bytes[at] ^ 1);
        stick.spoil(bytes);
        CHECK(says(stick.complaint(), "read bundle: "));
    }
}

TEST_CASE("a bundle that was copied by half, an empty one and a foreign file under its name are named") {
    const HostileStick stick;
    stick.spoil(stick.bytes().substr(0, stick.bytes().size() / 2));
    CHECK(says(stick.complaint(), "read bundle: its checksum does not match"));
    stick.spoil("");
    CHECK(says(stick.complaint(), "read bundle: it does not start like one"));
    stick.spoil(std::string("PK\x03\x04\x14\0\0\0", 8) + std::string(5000, 'z'));
    CHECK(says(stick.complaint(), "read bundle: it does not start like one"));
}

TEST_CASE("a picture among the bundles is named and passed over") {
    const HostileStick stick;
    spill(stick.drop() / "photo.jpg", std::string("\xFF\xD8\xFF\xE0", 4) + std::string(5000, 'j'));
    CHECK(says(stick.complaint_about(stick.drop() / "photo.jpg"), "not a bundle, passed over"));
}

TEST_CASE("a bundle that claims a part of four billion bytes is named and takes no memory") {
    const HostileStick stick;
    for (const bool with_checksum : {false, true}) {
        std::string bytes = "hinbndl1enve\xFF\xFF\xFF\xFF" + std::string(2000, 'x');
        const auto sum = digest(as_bytes(bytes));
        if (with_checksum) bytes.append(sum.begin(), sum.end());
        stick.spoil(bytes);
        CHECK(says(stick.complaint(), with_checksum ? "a part reaches beyond the end" : "its checksum does not match"));
    }
}

TEST_CASE("a file of a gigabyte under the name of a bundle is named and not read") {
    const HostileStick stick;
    stick.spoil("");
    fs::resize_file(stick.place, 1024UL * 1024 * 1024);  // Sparse.
    CHECK(says(stick.complaint(), "it is larger than "));
}

TEST_CASE("a pipe among the bundles is named, and nobody waits for it") {
    const HostileStick stick;
    REQUIRE(mkfifo(stick.place.c_str(), 0600) == 0);
    CHECK(says(stick.complaint(), "not a file, passed over"));
    const auto alone = finish({HINENI_BIN "/hineni-desk", "open", "--key", stick.key().string(), "--csv", "-", "--from",
                               stick.place.string()});
    CHECK(alone.exit_code == 1);
}

TEST_CASE("a folder that leads back into itself is read once") {
    const HostileStick stick;
    const auto loop = stick.drop() / "loop";
    fs::create_directory_symlink(stick.drop(), loop);
    CHECK(says(stick.complaint_about(loop), "a link to a folder, not followed"));
    fs::remove(loop);
    fs::create_symlink("nowhere", stick.place);
    CHECK(says(stick.complaint(), "a link that leads nowhere"));
}

TEST_CASE("a file and a folder that nobody may read are named") {
    const HostileStick stick;
    stick.spoil(stick.bytes());
    const auto command = [&](const std::string& program) {
        // Root reads everything: here it may not.
        std::vector<std::string> words{program, "open", "--key",  stick.key().string(),
                                       "--csv", "-",    "--from", stick.drop().string()};
        if (geteuid() == 0) {
            words.insert(words.begin(), {"setpriv", "--bounding-set", "-dac_override,-dac_read_search"});
        }
        return finish(words);
    };
    fs::permissions(stick.place, fs::perms::none);
    auto said = command(HINENI_BIN "/hineni-desk");
    CHECK(said.exit_code == 1);
    CHECK(said.out.find("Ada Sample") != std::string::npos);
    CHECK(said.err.find(stick.spoilt.name + ": ") != std::string::npos);
    CHECK(said.err.find("Permission denied") != std::string::npos);
    fs::remove(stick.place);
    fs::create_directory(stick.drop() / "locked");
    fs::permissions(stick.drop() / "locked", fs::perms::none);
    said = command(HINENI_BIN "/hineni-desk");
    CHECK(said.exit_code == 1);
    CHECK(said.out.find("Ada Sample") != std::string::npos);
    CHECK(said.err.find("locked: Permission denied") != std::string::npos);
    fs::permissions(stick.drop() / "locked", fs::perms::owner_all);
}

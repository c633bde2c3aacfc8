// Keys on disk: the device's own and the organizers'.
#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include <fstream>
#include <iterator>
#include <string>

#include "sync/seal/key_file.hpp"
#include "sync/seal/whole_file.hpp"
#include "tests/support/fresh_folder.hpp"
#include "tests/support/sample_entry.hpp"

using namespace hineni;

namespace {

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const std::filesystem::path& file, std::string_view text) {
    std::ofstream(file, std::ios::binary) << text;
}

mode_t mode_of(const std::filesystem::path& file) {
    struct stat status {};
    REQUIRE(stat(file.c_str(), &status) == 0);
    return status.st_mode & 0777U;
}

std::size_t files_in(const std::filesystem::path& folder) {
    const std::filesystem::directory_iterator begin(folder);
    return static_cast<std::size_t>(std::distance(begin, {}));
}

Result<Secret> never_asked() {
    return fail("asked for a passphrase");
}

// From here on this process may not write files longer than `bytes`; undone at the end of the scope.
class SmallFilesOnly {
  public:
    explicit SmallFilesOnly(rlim_t bytes) {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit now{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &now);
        handler_ = signal(SIGXFSZ, SIG_IGN);
    }
    ~SmallFilesOnly() {
        setrlimit(RLIMIT_FSIZE, &before_);
        signal(SIGXFSZ, handler_);
    }
    SmallFilesOnly(const SmallFilesOnly&) = delete;
    SmallFilesOnly& operator=(const SmallFilesOnly&) = delete;

  private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

}  // namespace

TEST_CASE("a device makes its key once and keeps it") {
    const FreshFolder folder;
    const auto state = folder / "state";
    const auto first = device_key(state);
    REQUIRE(first);
    CHECK(mode_of(state / "device.key") == 0600);
    CHECK(mode_of(state) == 0700);
    const auto second = device_key(state);
    REQUIRE(second);
    CHECK(second->public_half == first->public_half);
    CHECK(second->secret_half == first->secret_half);
    CHECK(files_in(state) == 1);
}

TEST_CASE("programs that start at once end with the same device key") {
    const FreshFolder folder;
    int pipe_ends[2];
    REQUIRE(pipe(pipe_ends) == 0);
    constexpr int programs = 8;
    for (int i = 0; i < programs; ++i) {
        if (fork() != 0) continue;
        const auto key = device_key(folder.path());
        const bool told = key && ::write(pipe_ends[1], key->public_half.data(), 32) == 32;
        _exit(told ? 0 : 1);
    }
    for (int i = 0; i < programs; ++i) {
        int status = 1;
        wait(&status);
        CHECK(status == 0);
    }
    const auto own = device_key(folder.path());
    REQUIRE(own);
    for (int i = 0; i < programs; ++i) {
        std::array<std::uint8_t, 32> other{};
        REQUIRE(::read(pipe_ends[0], other.data(), other.size()) == 32);
        CHECK(other == own->public_half);
    }
    close(pipe_ends[0]);
    close(pipe_ends[1]);
    CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a device key that is none is left alone and named") {
    const FreshFolder folder;
    write(folder / "device.key", "shopping list\n");
    CHECK(device_key(folder.path()).error().what.ends_with("device.key: this is not a device key"));
    CHECK(read(folder / "device.key") == "shopping list\n");

    std::filesystem::remove(folder / "device.key");
    REQUIRE(device_key(folder.path()));
    auto bytes = read(folder / "device.key");
    write(folder / "device.key", bytes.substr(0, 40));
    CHECK(device_key(folder.path()).error().what.ends_with("it is cut off"));
    bytes[20] ^= 1;
    write(folder / "device.key", bytes);
    CHECK(device_key(folder.path()).error().what.ends_with("it is damaged"));
}

TEST_CASE("a folder that cannot hold a device key is named with a hint") {
    const FreshFolder folder;
    write(folder / "file", "");
    const auto key = device_key(folder / "file" / "state");
    REQUIRE_FALSE(key);
    CHECK_FALSE(key.error().hint.empty());
    CHECK(key.error().what.find((folder / "file").string()) != std::string::npos);
}

TEST_CASE("where the disk is full no half of a key remains") {
    const FreshFolder folder;
    {
        const SmallFilesOnly full(16);
        CHECK_FALSE(device_key(folder.path()));
        CHECK_FALSE(write_key_file(folder / "desk.key", new_secret_key(), nullptr));
    }
    CHECK(files_in(folder.path()) == 0);
    CHECK(device_key(folder.path()));
}

TEST_CASE("an organizer's key without a passphrase comes back") {
    const FreshFolder folder;
    const auto key = new_secret_key();
    REQUIRE(write_key_file(folder / "desk.key", key, nullptr));
    CHECK(mode_of(folder / "desk.key") == 0600);
    CHECK(read(folder / "desk.key.pub") == to_text(public_half(key)) + "\n");
    const auto back = read_key_file(folder / "desk.key", never_asked);
    REQUIRE(back);
    CHECK(back->bytes == key.bytes);
}

TEST_CASE("an organizer's key opens with its passphrase and with no other") {
    const FreshFolder folder;
    const auto key = new_secret_key();
    const auto passphrase = secret("correct שרה battery");
    REQUIRE(write_key_file(folder / "desk.key", key, &passphrase));
    const auto text = read(folder / "desk.key");
    CHECK(text.find(hex(key.bytes.bytes())) == std::string::npos);
    const auto back = read_key_file(folder / "desk.key", [&]() -> Result<Secret> { return passphrase; });
    REQUIRE(back);
    CHECK(back->bytes == key.bytes);
    const auto wrong = read_key_file(folder / "desk.key", []() -> Result<Secret> { return secret("guess"); });
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().what.ends_with("the passphrase is wrong, or the file is damaged"));
}

TEST_CASE("a key is never replaced") {
    const FreshFolder folder;
    const auto key = new_secret_key();
    REQUIRE(write_key_file(folder / "desk.key", key, nullptr));
    const auto before = read(folder / "desk.key");
    const auto again = write_key_file(folder / "desk.key", new_secret_key(), nullptr);
    REQUIRE_FALSE(again);
    CHECK(again.error().what.ends_with("there is such a file already"));
    CHECK(read(folder / "desk.key") == before);

    std::filesystem::remove(folder / "desk.key");
    CHECK_FALSE(write_key_file(folder / "desk.key", new_secret_key(), nullptr));
    CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a key file that is none says what it is instead") {
    const FreshFolder folder;
    const auto place = folder / "desk.key";
    const auto reading = [&] { return read_key_file(place, never_asked); };
    CHECK(reading().error().what.ends_with("No such file or directory"));
    REQUIRE(write_key_file(place, new_secret_key(), nullptr));
    CHECK(read_key_file(folder / "desk.key.pub", never_asked).error().hint ==
          "this is a public key; give the file without .pub");
    const auto whole = read(place);
    for (std::size_t size = 0; size + 1 < whole.size(); ++size) {  // The last byte is a line's end.
        write(place, whole.substr(0, size));
        CHECK_FALSE(reading());
    }
    auto other = whole;
    other.replace(other.find("key 1"), 5, "key 2");
    write(place, other);
    CHECK(reading().error().what.ends_with("its format is newer than this program"));
    write(place, std::string(100'000, 'x'));
    CHECK(reading().error().what.ends_with("it is too large to be what it should be"));
}

TEST_CASE("a key file cannot make the program take all memory") {
    const FreshFolder folder;
    write(folder / "desk.key", "hineni-secret-key 1\npublic " + to_text(public_half(new_secret_key())) +
                                   "\npassphrase argon2id\npasses 1\nmemory 9000000000000\nsalt " +
                                   std::string(32, '0') + "\nnonce " + std::string(48, '0') + "\nkey " +
                                   std::string(96, '0') + "\n");
    CHECK(read_key_file(folder / "desk.key", never_asked).error().what.ends_with("the key file is damaged"));
}

TEST_CASE("a whole file is not there until it is put, and then complete") {
    const FreshFolder folder;
    write(folder / "list.csv", "old");
    {
        auto file = WholeFile::begin(folder / "list.csv");
        REQUIRE(file);
        REQUIRE(file->write(as_bytes("new")));
        CHECK(read(folder / "list.csv") == "old");
    }
    CHECK(files_in(folder.path()) == 1);
    auto file = WholeFile::begin(folder / "list.csv");
    REQUIRE(file);
    REQUIRE(file->write(as_bytes("new")));
    REQUIRE(file->put());
    CHECK(read(folder / "list.csv") == "new");
    CHECK(files_in(folder.path()) == 1);
}

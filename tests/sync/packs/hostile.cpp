// Sticks that mean no good.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "tests/sync/packs/stick.hpp"

namespace hineni {

namespace fs = std::filesystem;

TEST_CASE("links on a stick are not followed, round in circles or to this device's files") {
    FreshFolder shelf;
    FreshFolder device;
    spill_text(device / "secret", "hineni = 1\nsecret-of-the-device\n");
    const auto refused = [&](const Stick& stick) {
        const auto why = refusal(shelf.path(), stick.path());
        CHECK_MESSAGE(why.find("it is a link") != std::string::npos, why);
        CHECK(read_shelf(shelf.path())->complaint.find("secret-of-the-device") == std::string::npos);
    };
    Stick toml;
    fs::remove(toml.pack() / "event.toml");
    fs::create_symlink(device / "secret", toml.pack() / "event.toml");
    refused(toml);
    Stick loop;
    fs::remove(loop.pack() / "event.toml");
    fs::create_symlink("event.toml", loop.pack() / "event.toml");
    refused(loop);
    Stick text;
    fs::remove(text.pack() / "texts" / "pledge.en.md");
    fs::create_symlink(device / "secret", text.pack() / "texts" / "pledge.en.md");
    refused(text);
    Stick seal;
    fs::create_symlink(device / "secret", seal.pack() / "event.seal");
    refused(seal);
    Stick folder;
    fs::rename(folder.pack(), folder.path() / "real");
    fs::create_symlink("real", folder.pack());
    refused(folder);
    CHECK_FALSE(read_shelf(shelf.path())->current);
}

TEST_CASE("a folder of the pack that is a link is not followed") {
    FreshFolder shelf;
    Stick stick;
    fs::rename(stick.pack() / "texts", stick.path() / "elsewhere");
    fs::create_symlink("../elsewhere", stick.pack() / "texts");
    CHECK(refusal(shelf.path(), stick.path()).find("copy texts/pledge.en.md") != std::string::npos);
}

TEST_CASE("a pipe named event.toml keeps nobody waiting, and a folder is no file") {
    FreshFolder shelf;
    Stick pipe;
    fs::remove(pipe.pack() / "event.toml");
    REQUIRE(::mkfifo((pipe.pack() / "event.toml").c_str(), 0600) == 0);
    CHECK(refusal(shelf.path(), pipe.path()).find("it is not a plain file") != std::string::npos);
    Stick folder;
    fs::remove(folder.pack() / "event.toml");
    fs::create_directory(folder.pack() / "event.toml");
    CHECK(refusal(shelf.path(), folder.path()).find("it is not a plain file") != std::string::npos);
}

TEST_CASE("a file of four gigabytes that are not there is refused by its size") {
    FreshFolder shelf;
    for (const char* name : {"event.toml", "texts/pledge.en.md", "event.seal"}) {
        Stick stick;
        spill_text(stick.pack() / name, "x");
        REQUIRE(::truncate((stick.pack() / name).c_str(), off_t{4} << 30U) == 0);
        CHECK(refusal(shelf.path(), stick.path()).find("it is larger than") != std::string::npos);
    }
}

TEST_CASE("ten thousand other files on the stick are not looked at" * doctest::test_suite("long")) {
    FreshFolder shelf;
    Stick stick;
    for (int i = 0; i < 10000; ++i) spill_text(stick.pack() / ("more" + std::to_string(i)), "");
    CHECK(look(shelf.path(), stick.path(), From::Card) == Became::Taken);
    std::size_t files = 0;
    for (const auto& each : fs::recursive_directory_iterator(shelf / "current/"))
        files += each.is_regular_file() ? 1 : 0;
    CHECK(files == 2);
}

TEST_CASE("names that lead out of the pack, lie too deep or hold line breaks are refused in one line") {
    FreshFolder shelf;
    for (const char* name : {"../outside.md", "/etc/passwd", "a/b/c/d/e/f.md", "a\\nb.md", "texts/../../x.md"}) {
        Stick stick;
        spill_text(stick.pack() / "event.toml", toml_of("vigil", name));
        spill_text(stick.path() / "outside.md", "words");
        spill_text(stick.pack() / "a/b/c/d/e/f.md", "words");
        spill_text(stick.pack() / "a\nb.md", "words");
        (void)refusal(shelf.path(), stick.path());
        CHECK_FALSE(read_shelf(shelf.path())->current);
    }
}

TEST_CASE("a file that changes while it is copied never comes half old and half new") {
    FreshFolder shelf;
    const auto ada = organizer_key();
    Stick stick;
    stick.sealed_with(ada);
    const auto change = [&](char letter) {
        spill_text(stick.pack() / "texts" / "pledge.en.md", std::string(20000, letter) + "\n");
    };
    change('b');  // Before anybody looks: what was sealed must not be met.
    std::atomic<bool> stop = false;
    std::thread changing([&] {
        for (int i = 0; !stop; ++i) change(i % 2 == 0 ? 'a' : 'b');
    });
    for (int i = 0; i < 30; ++i) {
        (void)Shelving::open(shelf.path())->look(stick.path(), From::Stick);
        const auto now = read_shelf(shelf.path());
        // What was copied is not what was sealed: it may wait, and is not in use.
        const bool whole = now && !now->current;
        CHECK(whole);
    }
    stop = true;
    changing.join();
}

}  // namespace hineni

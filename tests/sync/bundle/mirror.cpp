#include "hineni/mirror.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "hineni/seal.hpp"
#include "sync/bundle/bundle.hpp"
#include "tests/support/envelopes.hpp"
#include "tests/support/fresh_folder.hpp"

using namespace hineni;
namespace fs = std::filesystem;

namespace {

std::string content(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& each : fs::directory_iterator(folder)) files.push_back(each.path());
    std::ranges::sort(files);
    return files;
}

// What a desk finds there.
std::vector<EntryId> ids_in(const fs::path& folder) {
    std::vector<EntryId> ids;
    for (const auto& file : files_in(folder)) {
        REQUIRE(is_bundle_name(file.filename().string()));
        const auto text = content(file);
        const auto read = read_bundle(as_bytes(text));
        REQUIRE(read);
        REQUIRE(read->envelopes.size() == 1);
        CHECK(read->bad.empty());
        ids.push_back(read->envelopes[0].id);
    }
    std::ranges::sort(ids);
    return ids;
}

// A queue with some envelopes, and a folder beside it for the copies.
struct Beside {
    explicit Beside(std::size_t entries) : queue(Queue::open(folder / "state").value()) {
        fs::create_directory(stick());
        for (std::size_t i = 0; i < entries; ++i) add();
    }
    Envelope add() {
        auto added = noise_envelope();
        REQUIRE(queue.add(added));
        ids.push_back(added.id);
        std::ranges::sort(ids);
        return added;
    }
    [[nodiscard]] fs::path stick() const { return folder / "stick"; }
    QueueReader reader() const { return QueueReader::open(folder / "state").value(); }
    // Steps until it is whole; the number of copies made.
    std::size_t catch_up(Mirror& mirror) const {
        auto from = reader();
        std::size_t copied = 0;
        for (;;) {
            const auto step = mirror.catch_up(from, 2);
            REQUIRE_MESSAGE(step, (step ? "" : step.error().what));
            CHECK(step->copied <= 2);
            copied += step->copied;
            if (step->whole) return copied;
        }
    }

    FreshFolder folder;
    Queue queue;
    std::vector<EntryId> ids;
};

}  // namespace

TEST_CASE("each copy is a bundle that a desk reads and its date tells nothing") {
    Beside beside(0);
    Mirror mirror(beside.stick());
    for (int i = 0; i < 3; ++i) REQUIRE(mirror.add(beside.add()));
    CHECK(ids_in(beside.stick()) == beside.ids);
    for (const auto& file : files_in(beside.stick())) {
        struct stat found {};
        REQUIRE(stat(file.c_str(), &found) == 0);
        CHECK(found.st_mtim.tv_sec == 946'684'800);
        CHECK(found.st_mtim.tv_nsec == 0);
        CHECK((found.st_mode & 0777U) == 0644);
    }
}

TEST_CASE("adding the same envelope again leaves one copy and mends a damaged one") {
    Beside beside(0);
    Mirror mirror(beside.stick());
    const auto added = beside.add();
    REQUIRE(mirror.add(added));
    REQUIRE(mirror.add(added));
    const auto file = files_in(beside.stick()).at(0);
    const auto whole = content(file);
    std::ofstream(file, std::ios::binary) << whole.substr(0, 100);
    REQUIRE(mirror.add(added));
    CHECK(content(file) == whole);
    std::fstream(file, std::ios::binary | std::ios::in | std::ios::out) << 'x';
    REQUIRE(mirror.add(added));
    CHECK(content(file) == whole);
    CHECK(files_in(beside.stick()).size() == 1);
}

TEST_CASE("a stick that is not there is said so and never made") {
    Beside beside(3);
    fs::remove(beside.stick());
    Mirror mirror(beside.stick());
    const auto added = mirror.add(beside.add());
    REQUIRE_FALSE(added);
    CHECK(added.error().what == "copy to the mirror " + beside.stick().string() + ": No such file or directory");
    CHECK(added.error().hint == "plug the stick in, and make the folder on it");
    auto reader = beside.reader();
    CHECK_FALSE(mirror.catch_up(reader, 1));
    CHECK_FALSE(fs::exists(beside.stick()));
}

TEST_CASE("when the stick is back what it lacks is copied a few at a time and nothing else") {
    Beside beside(7);
    Mirror mirror(beside.stick());
    CHECK(beside.catch_up(mirror) == 7);
    CHECK(beside.catch_up(mirror) == 0);
    fs::rename(beside.stick(), beside.folder / "pulled out");
    CHECK_FALSE(mirror.add(beside.add()));
    auto reader = beside.reader();
    CHECK_FALSE(mirror.catch_up(reader, 2));
    fs::rename(beside.folder / "pulled out", beside.stick());
    CHECK(beside.catch_up(mirror) == 1);
    CHECK(ids_in(beside.stick()) == beside.ids);
    // Another stick is whole again too.
    fs::rename(beside.stick(), beside.folder / "the first");
    fs::create_directory(beside.stick());
    CHECK(beside.catch_up(mirror) == 8);
    CHECK(ids_in(beside.stick()) == beside.ids);
}

TEST_CASE("a kiosk that starts with a stick of before compares the copies and mends what was damaged") {
    Beside beside(40);
    {
        Mirror before(beside.stick());
        CHECK(beside.catch_up(before) == 40);
    }
    const auto files = files_in(beside.stick());
    std::ofstream(files[3], std::ios::binary) << "";
    fs::remove(files[5]);
    std::ofstream(beside.stick() / ("." + files[5].filename().string() + ".part")) << "the power went";
    std::ofstream(beside.stick() / "minutes of the last meeting.txt") << "not ours";
    Mirror mirror(beside.stick());
    CHECK(beside.catch_up(mirror) == 2);
    CHECK(content(beside.stick() / "minutes of the last meeting.txt") == "not ours");
    fs::remove(beside.stick() / "minutes of the last meeting.txt");
    CHECK(ids_in(beside.stick()) == beside.ids);
}

TEST_CASE("what is erased from the queue stays on the stick") {
    Beside beside(5);
    Mirror mirror(beside.stick());
    CHECK(beside.catch_up(mirror) == 5);
    REQUIRE(beside.queue.erase(beside.ids));
    CHECK(beside.catch_up(mirror) == 0);
    CHECK(ids_in(beside.stick()) == beside.ids);
}

TEST_CASE("a stick that has no more room is a failure that leaves nothing half behind") {
    Beside beside(2);
    Mirror mirror(beside.stick());
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    struct sigaction before {};
    REQUIRE(sigaction(SIGXFSZ, &ignore, &before) == 0);
    rlimit usual{};
    REQUIRE(getrlimit(RLIMIT_FSIZE, &usual) == 0);
    const rlimit little{2048, usual.rlim_max};
    const auto added = [&] {
        auto reader = beside.reader();
        REQUIRE(setrlimit(RLIMIT_FSIZE, &little) == 0);
        auto tried = mirror.catch_up(reader, 2);
        REQUIRE(setrlimit(RLIMIT_FSIZE, &usual) == 0);
        return tried;
    }();
    REQUIRE(sigaction(SIGXFSZ, &before, nullptr) == 0);
    CHECK_FALSE(added);
    CHECK(files_in(beside.stick()).empty());
    CHECK(beside.catch_up(mirror) == 2);
    CHECK(ids_in(beside.stick()) == beside.ids);
}

TEST_CASE("a stick that cannot put a file in place is a failure that leaves nothing half behind") {
    Beside beside(0);
    Mirror mirror(beside.stick());
    const auto added = beside.add();
    const auto name = make_bundle(added.event, std::span(&added.bytes, 1)).name;
    fs::create_directory(beside.stick() / name);
    CHECK_FALSE(mirror.add(added));
    CHECK(files_in(beside.stick()) == std::vector{beside.stick() / name});
}

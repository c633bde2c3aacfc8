// The power goes at every call by which a shelf is changed. What was not synced may be lost: contents of files, and the
// last of the names that were made, moved or taken away. The calls are wrapped by the linker (tests/CMakeLists.txt).
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <random>
#include <set>
#include <vector>

#include "tests/sync/packs/stick.hpp"

namespace hineni {

namespace fs = std::filesystem;

namespace {

struct Power {
    bool watched = false;
    int calls_left = 0;
    std::mt19937 dice;
    std::set<std::string> unsynced;  // Files.
    struct Made {
        fs::path folder;
        std::function<void()> undo;
    };
    std::vector<Made> made;
};
Power power;

// The last few names go, in the order in which they came; of contents, any.
[[noreturn]] void cut() {
    power.watched = false;
    for (const auto& file : power.unsynced) {
        if (power.dice() % 2 == 0) (void)::truncate(file.c_str(), 0);
    }
    for (auto lost = power.dice() % (power.made.size() + 1); lost > 0; --lost) {
        power.made.back().undo();
        power.made.pop_back();
    }
    ::_exit(9);
}

void one_call() {
    if (power.watched && power.calls_left-- == 0) cut();
}

std::string path_of(int file) {
    std::error_code none;
    return fs::read_symlink("/proc/self/fd/" + std::to_string(file), none).string();
}

void made(const fs::path& name, std::function<void()> undo) {
    if (power.watched) power.made.push_back({name.parent_path(), std::move(undo)});
}

// A link of that name, or nothing, as it is now.
std::function<void()> as_it_is(const fs::path& name) {
    std::error_code none;
    const auto target = fs::read_symlink(name, none);
    if (none) return [name] { (void)::unlink(name.c_str()); };
    return [name, target] {
        (void)::unlink(name.c_str());
        (void)::symlink(target.c_str(), name.c_str());
    };
}

}  // namespace

extern "C" {
ssize_t __real_write(int file, const void* bytes, size_t size);
int __real_rename(const char* from, const char* to);
int __real_renameat2(int a, const char* from, int b, const char* to, unsigned flags);
int __real_symlink(const char* target, const char* name);
int __real_mkdir(const char* name, mode_t mode);
int __real_unlink(const char* name);

ssize_t __wrap_write(int file, const void* bytes, size_t size) {
    one_call();
    if (power.watched) power.unsynced.insert(path_of(file));
    return __real_write(file, bytes, size);
}
int __wrap_fsync(int file) {
    one_call();
    const auto path = path_of(file);
    power.unsynced.erase(path);
    std::erase_if(power.made, [&](const Power::Made& each) { return each.folder == path; });
    return 0;  // Pretended: a cut is, too.
}
int __wrap_rename(const char* from, const char* to) {
    one_call();
    const fs::path source(from);
    const fs::path place(to);
    const bool link = fs::is_symlink(source);
    if (link) {
        made(place, as_it_is(place));
    } else {
        made(place, [source, place] { (void)__real_rename(place.c_str(), source.c_str()); });
    }
    return __real_rename(from, to);
}
int __wrap_renameat2(int a, const char* from, int b, const char* to, unsigned flags) {
    one_call();
    const fs::path source(from);
    const fs::path place(to);
    made(place, [=] { (void)__real_renameat2(a, source.c_str(), b, place.c_str(), flags); });
    return __real_renameat2(a, from, b, to, flags);
}
int __wrap_symlink(const char* target, const char* name) {
    one_call();
    made(name, [place = fs::path(name)] { (void)::unlink(place.c_str()); });
    return __real_symlink(target, name);
}
int __wrap_mkdir(const char* name, mode_t mode) {
    one_call();
    made(name, [place = fs::path(name)] { fs::remove_all(place); });
    return __real_mkdir(name, mode);
}
int __wrap_unlink(const char* name) {
    one_call();
    if (fs::is_symlink(name)) made(name, as_it_is(name));
    return __real_unlink(name);
}
}

namespace {

// False: the work was done before the power went.
bool cut_at(int call, unsigned seed, const std::function<bool()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        power.dice.seed(seed);
        power.calls_left = call;
        power.watched = true;
        const bool done = work();
        power.watched = false;
        ::_exit(done ? 0 : 1);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    REQUIRE(WEXITSTATUS(status) != 1);
    return WEXITSTATUS(status) == 9;
}

struct Happened {
    std::function<bool(const fs::path& shelf)> work;
    std::function<void(const Shelf& shelf)> right;  // Whenever the power went.
    std::function<void(const Shelf& shelf)> after;  // Done once more.
};

int cut_everywhere(const fs::path& before, const Happened& happened) {
    int calls = 0;
    for (bool more = true; more; ++calls) {
        more = false;
        for (unsigned seed = 0; seed < 4; ++seed) {
            CAPTURE(calls);
            CAPTURE(seed);
            FreshFolder folder;
            const auto shelf = fs::canonical(folder.path()) / "shelf";
            fs::copy(before, shelf, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
            more = cut_at(calls, seed * 7919U + static_cast<unsigned>(calls), [&] { return happened.work(shelf); }) ||
                   more;
            const auto left = read_shelf(shelf);
            REQUIRE_MESSAGE(left, left.error().what);
            happened.right(*left);
            REQUIRE(happened.work(shelf));
            const auto again = read_shelf(shelf);
            REQUIRE_MESSAGE(again, again.error().what);
            happened.after(*again);
        }
    }
    return calls;
}

std::function<bool(const fs::path&)> looks_at(const Stick& stick, From from = From::Stick) {
    return [&stick, from](const fs::path& shelf) {
        auto shelving = Shelving::open(shelf);
        return shelving && shelving->look(stick.path(), from);
    };
}

}  // namespace

TEST_CASE("a power cut at any call of taking a pack leaves the old one or the new one in use") {
    FreshFolder before;
    const auto ada = organizer_key();
    Stick old_one;
    Stick new_one("march");
    REQUIRE(look(before.path(), old_one.sealed_with(ada).path()) == Became::Taken);
    new_one.sealed_with(ada);
    Happened happened{looks_at(new_one), {}, {}};
    happened.right = [&](const Shelf& shelf) {
        REQUIRE(shelf.current);
        const bool one_of_them = shelf.current->digest == old_one.digest() || shelf.current->digest == new_one.digest();
        CHECK(one_of_them);
        CHECK(shelf.current->sealer == Sealer::Trusted);
    };
    happened.after = [&](const Shelf& shelf) { CHECK(shelf.current->digest == new_one.digest()); };
    CHECK(cut_everywhere(before.path(), happened) > 15);
}

TEST_CASE("a power cut at any call of the first pack leaves none or a whole one, which its organizers can follow") {
    FreshFolder before;
    const auto ada = organizer_key();
    Stick first;
    first.sealed_with(ada);
    Happened happened{looks_at(first, From::Card), {}, {}};
    happened.right = [&](const Shelf& shelf) {
        if (!shelf.current) return;
        CHECK(shelf.current->digest == first.digest());
        CHECK(shelf.current->sealer == Sealer::Trusted);
    };
    happened.after = [&](const Shelf& shelf) {
        REQUIRE(shelf.current);
        CHECK(shelf.current->sealer == Sealer::Trusted);
    };
    CHECK(cut_everywhere(before.path(), happened) > 15);
}

TEST_CASE("a power cut at any call of the organizer's yes loses no pack") {
    FreshFolder before;
    const auto ada = organizer_key();
    const auto eve = organizer_key();
    Stick old_one;
    Stick waits("march");
    REQUIRE(look(before.path(), old_one.sealed_with(ada).path()) == Became::Taken);
    REQUIRE(look(before.path(), waits.sealed_with(eve).path()) == Became::Waiting);
    Happened happened;
    happened.work = [&](const fs::path& shelf) {
        auto shelving = Shelving::open(shelf);
        if (!shelving) return false;
        const auto now = read_shelf(shelf);
        if (now && !now->waiting) return true;  // Taken before the power went.
        return shelving->take_waiting(waits.digest()).has_value();
    };
    happened.right = [&](const Shelf& shelf) {
        REQUIRE(shelf.current);
        CHECK((shelf.current->digest == waits.digest() || shelf.waiting));
    };
    happened.after = [&](const Shelf& shelf) { CHECK(shelf.current->digest == waits.digest()); };
    CHECK(cut_everywhere(before.path(), happened) > 5);
}

TEST_CASE("a power cut at any call of a wipe leaves no pack that is half gone") {
    FreshFolder before;
    Stick stick;
    Stick other("march");
    REQUIRE(look(before.path(), stick.sealed_with(organizer_key()).path()) == Became::Taken);
    REQUIRE(look(before.path(), other.path()) == Became::Waiting);
    Happened happened;
    happened.work = [](const fs::path& shelf) {
        auto shelving = Shelving::open(shelf);
        return shelving && shelving->wipe();
    };
    happened.right = [](const Shelf&) {};
    happened.after = [](const Shelf& shelf) {
        CHECK_FALSE(shelf.current);
        CHECK_FALSE(shelf.waiting);
    };
    CHECK(cut_everywhere(before.path(), happened) > 10);
}

}  // namespace hineni

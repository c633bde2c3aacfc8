// The power goes at every call by which a shelf is changed (tests/support/last_call.hpp).
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

#include "tests/support/last_call.hpp"
#include "tests/sync/packs/stick.hpp"

namespace hineni {

namespace fs = std::filesystem;

namespace {

// False: the work was done before the power went.
bool cut_at(int call, unsigned seed, const std::function<bool()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        last_call::watch({.calls = call, .seed = seed, .then = [] { ::_exit(9); }});
        const bool done = work();
        last_call::stop();
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

int cut_everywhere(const fs::path& before, const Happened& happened, unsigned losses) {
    int calls = 0;
    for (bool more = true; more; ++calls) {
        more = false;
        for (unsigned seed = 0; seed < losses; ++seed) {
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

void cut_taking(unsigned losses) {
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
    CHECK(cut_everywhere(before.path(), happened, losses) > 15);
}

void cut_taking_the_first(unsigned losses) {
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
    CHECK(cut_everywhere(before.path(), happened, losses) > 15);
}

void cut_the_yes(unsigned losses) {
    const ShelfOfTwo before;
    const auto waits = before.waits.digest();
    Happened happened;
    happened.work = [&](const fs::path& shelf) {
        auto shelving = Shelving::open(shelf);
        if (!shelving) return false;
        const auto now = read_shelf(shelf);
        if (now && !now->waiting) return true;  // Taken before the power went.
        return shelving->take_waiting(waits).has_value();
    };
    happened.right = [&](const Shelf& shelf) {
        REQUIRE(shelf.current);
        CHECK((shelf.current->digest == waits || shelf.waiting));
    };
    happened.after = [&](const Shelf& shelf) { CHECK(shelf.current->digest == waits); };
    CHECK(cut_everywhere(before.folder.path(), happened, losses) > 5);
}

void cut_wiping(unsigned losses) {
    const ShelfOfTwo before;
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
    CHECK(cut_everywhere(before.folder.path(), happened, losses) > 10);
}

}  // namespace

TEST_CASE("a power cut at any call of taking a pack leaves the old one or the new one in use") {
    cut_taking(1);
}

TEST_CASE("a power cut at any call of the first pack leaves none or a whole one, which its organizers can follow") {
    cut_taking_the_first(1);
}

TEST_CASE("a power cut at any call of the organizer's yes loses no pack") {
    cut_the_yes(1);
}

TEST_CASE("a power cut at any call of a wipe leaves no pack that is half gone") {
    cut_wiping(1);
}

TEST_CASE("a power cut at any call keeps the shelf whole in whichever of four ways what was not synced is lost" *
          doctest::test_suite("long")) {
    for (const auto cut : {cut_taking, cut_taking_the_first, cut_the_yes, cut_wiping}) cut(4);
}

}  // namespace hineni

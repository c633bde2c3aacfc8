#include "tests/support/last_call.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

extern "C" {
ssize_t __real_write(int file, const void* bytes, size_t size);
int __real_rename(const char* from, const char* to);
int __real_renameat2(int a, const char* from, int b, const char* to, unsigned flags);
int __real_symlink(const char* target, const char* name);
int __real_mkdir(const char* name, mode_t mode);
int __real_unlink(const char* name);
}

namespace hineni::last_call {

namespace fs = std::filesystem;

namespace {

struct Made {
    fs::path folder;
    std::function<void()> undo;
};

struct Calls {
    bool watched = false;
    bool over = false;
    Watch watch;
    std::mt19937 dice;
    std::set<std::string> unsynced;  // Files.
    std::vector<Made> made;
};
Calls calls;

// The last few names go, in the order in which they came; of contents, any.
void lose() {
    calls.watched = false;
    for (const auto& file : calls.unsynced) {
        if (calls.dice() % 2 == 0) (void)::truncate(file.c_str(), 0);
    }
    for (auto lost = calls.dice() % (calls.made.size() + 1); lost > 0; --lost) {
        calls.made.back().undo();
        calls.made.pop_back();
    }
    calls.watched = true;
    calls.over = true;
    if (calls.watch.then) calls.watch.then();
}

bool is_below(const fs::path& path) {
    const auto& below = calls.watch.below;
    return below.empty() || std::mismatch(below.begin(), below.end(), path.begin(), path.end()).first == below.end();
}

// False: it does not reach the disk, and errno says so.
bool reaches(const fs::path& path) {
    if (!calls.watched || !is_below(path)) return true;
    if (!calls.over && calls.watch.calls-- == 0) lose();
    if (calls.over) errno = EIO;
    return !calls.over;
}

fs::path path_of(int file) {
    std::error_code none;
    return fs::read_symlink("/proc/self/fd/" + std::to_string(file), none);
}

bool notes(const fs::path& path) {
    return calls.watched && is_below(path);
}

void note(const fs::path& name, std::function<void()> undo) {
    if (notes(name)) calls.made.push_back({name.parent_path(), std::move(undo)});
}

// A link of that name, or nothing, as it is now.
std::function<void()> as_it_is(const fs::path& name) {
    std::error_code none;
    const auto target = fs::read_symlink(name, none);
    if (none) return [name] { (void)__real_unlink(name.c_str()); };
    return [name, target] {
        (void)__real_unlink(name.c_str());
        (void)__real_symlink(target.c_str(), name.c_str());
    };
}

}  // namespace

void watch(Watch watch) {
    calls = {};
    calls.dice.seed(watch.seed);
    calls.watch = std::move(watch);
    calls.watched = true;
}

bool stop() {
    calls.watched = false;
    return calls.over;
}

extern "C" {

ssize_t __wrap_write(int file, const void* bytes, size_t size) {
    if (!calls.watched) return __real_write(file, bytes, size);
    const auto path = path_of(file);
    if (!reaches(path)) return -1;
    if (notes(path)) calls.unsynced.insert(path.string());
    return __real_write(file, bytes, size);
}
int __wrap_fsync(int file) {
    const auto path = path_of(file);
    if (!reaches(path)) return -1;
    calls.unsynced.erase(path.string());
    std::erase_if(calls.made, [&](const Made& each) { return each.folder == path; });
    return 0;  // Pretended: a cut is, too.
}
int __wrap_syncfs(int file) {
    if (!reaches(path_of(file))) return -1;
    calls.unsynced.clear();
    calls.made.clear();
    return 0;
}
int __wrap_rename(const char* from, const char* to) {
    const fs::path source(from);
    const fs::path place(to);
    if (!reaches(place)) return -1;
    const bool link = fs::is_symlink(source);
    note(
        place, link ? as_it_is(place) : [source, place] { (void)__real_rename(place.c_str(), source.c_str()); });
    if (calls.unsynced.erase(source.string()) > 0) calls.unsynced.insert(place.string());
    return __real_rename(from, to);
}
int __wrap_renameat2(int a, const char* from, int b, const char* to, unsigned flags) {
    const fs::path source(from);
    const fs::path place(to);
    if (!reaches(place)) return -1;
    note(place, [=] { (void)__real_renameat2(a, source.c_str(), b, place.c_str(), flags); });
    return __real_renameat2(a, from, b, to, flags);
}
int __wrap_symlink(const char* target, const char* name) {
    if (!reaches(name)) return -1;
    note(name, [place = fs::path(name)] { (void)__real_unlink(place.c_str()); });
    return __real_symlink(target, name);
}
int __wrap_mkdir(const char* name, mode_t mode) {
    if (!reaches(name)) return -1;
    note(name, [place = fs::path(name)] { fs::remove_all(place); });
    return __real_mkdir(name, mode);
}
int __wrap_unlink(const char* name) {
    if (!reaches(name)) return -1;
    if (fs::is_symlink(name)) note(name, as_it_is(name));
    return __real_unlink(name);
}
}

}  // namespace hineni::last_call

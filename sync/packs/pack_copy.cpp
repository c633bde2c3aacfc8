#include "sync/packs/pack_copy.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>
#include <string>
#include <utility>

#include "hineni/bytes.hpp"
#include "kiosk/form/named_files.hpp"
#include "kiosk/form/proof.hpp"
#include "sync/packs/disk.hpp"
#include "sync/packs/event_seal.hpp"

namespace hineni {

namespace fs = std::filesystem;

namespace {

// An open file or folder of the stick.
class Found {
  public:
    explicit Found(int descriptor) : descriptor_(descriptor) {}
    Found(Found&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    Found& operator=(Found&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~Found() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    [[nodiscard]] int number() const { return descriptor_; }
    explicit operator bool() const { return descriptor_ >= 0; }

  private:
    int descriptor_;
};

// For people: a name may hold anything.
std::string tame_name(const std::string& name) {
    std::string out;
    for (const char c : name) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    return out;
}

tl::unexpected<Error> cannot_copy(const std::string& name, const std::string& why) {
    return fail("copy " + tame_name(name) + ": " + why, "look at the pack with hineni-sync check, and copy it anew");
}

std::string why_not_opened(int cause) {
    if (cause == ELOOP) return "it is a link, and links are not followed";
    if (cause == ENOTDIR) return "its folder is none, or it is a link, and links are not followed";
    return std::strerror(cause);
}

// One folder after the other, so that no part of the name is a link.
Result<Found> open_inside(int folder, const std::string& name) {
    Found at(-1);
    int from = folder;
    int depth = 0;
    for (std::size_t begin = 0; begin <= name.size();) {
        const auto end = std::min(name.find('/', begin), name.size());
        const auto part = name.substr(begin, end - begin);
        const bool last = end == name.size();
        if (part.empty() || part == "." || part == "..") return cannot_copy(name, "it is not a file of the pack");
        if (!last && ++depth > deepest_pack_file) return cannot_copy(name, "it lies more than four folders deep");
        struct stat found {};
        // Asked before it is opened: opening a device may do something.
        if (last && ::fstatat(from, part.c_str(), &found, AT_SYMLINK_NOFOLLOW) == 0 && !S_ISREG(found.st_mode)) {
            return cannot_copy(name, S_ISLNK(found.st_mode) ? why_not_opened(ELOOP) : "it is not a plain file");
        }
        const int kind = last ? O_NONBLOCK : O_DIRECTORY;
        Found next(::openat(from, part.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | kind));
        if (!next) return cannot_copy(name, why_not_opened(errno));
        at = std::move(next);
        from = at.number();
        begin = end + 1;
    }
    return at;
}

bool same_moment(const struct stat& a, const struct stat& b) {
    return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

Result<Bytes> read_plain(const Found& file, const std::string& name, std::size_t at_most) {
    struct stat before {};
    struct stat after {};
    if (::fstat(file.number(), &before) != 0) return cannot_copy(name, std::strerror(errno));
    if (!S_ISREG(before.st_mode)) return cannot_copy(name, "it is not a plain file");
    if (before.st_size > static_cast<off_t>(at_most)) {
        return cannot_copy(name, "it is larger than " + std::to_string(at_most / 1024) + " KiB");
    }
    Bytes bytes(static_cast<std::size_t>(before.st_size));
    std::size_t size = 0;
    while (size < bytes.size()) {
        const auto got = ::read(file.number(), bytes.data() + size, bytes.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return cannot_copy(name, std::strerror(errno));
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    const bool read = ::fstat(file.number(), &after) == 0;
    if (!read || size != bytes.size() || !same_moment(before, after)) {
        return cannot_copy(name, "it changed while it was copied");
    }
    return bytes;
}

class Copying {
  public:
    Copying(int from, fs::path to) : from_(from), to_(std::move(to)) {}

    Result<void> copy(const std::string& name, std::size_t at_most) {
        const auto file = open_inside(from_, name);
        if (!file) return tl::unexpected(file.error());
        const auto bytes = read_plain(*file, name, at_most);
        if (!bytes) return tl::unexpected(bytes.error());
        copied_ += bytes->size();
        if (copied_ > largest_pack) return cannot_copy(name, "the pack is larger than 64 MiB");
        if (auto made = make_folders(name); !made) return made;
        return disk::make_file(to_ / name, *bytes);
    }

    [[nodiscard]] bool has(std::string_view name) const {
        struct stat found {};
        return ::fstatat(from_, std::string(name).c_str(), &found, AT_SYMLINK_NOFOLLOW) == 0;
    }

    // The names of all that was made.
    Result<void> finish() {
        for (auto folder = folders_.rbegin(); folder != folders_.rend(); ++folder) {
            if (auto synced = disk::sync_folder(to_ / *folder); !synced) return synced;
        }
        return disk::sync_folder(to_);
    }

  private:
    Result<void> make_folders(const std::string& name) {
        for (auto end = name.find('/'); end != std::string::npos; end = name.find('/', end + 1)) {
            const auto folder = name.substr(0, end);
            if (!folders_.insert(folder).second) continue;
            if (auto made = disk::make_folder(to_ / folder); !made) return made;
        }
        return {};
    }

    int from_;
    fs::path to_;
    std::set<std::string> folders_;
    std::size_t copied_ = 0;
};

}  // namespace

std::optional<fs::path> find_pack(const fs::path& below) {
    for (const auto& folder : {below / "event", below}) {
        struct stat found {};
        if (::lstat((folder / "event.toml").c_str(), &found) == 0) return folder;
    }
    return std::nullopt;
}

Result<void> copy_pack(const fs::path& from, const fs::path& to) {
    const Found folder(::open(from.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
    if (!folder) return cannot_copy(from.filename().string(), why_not_opened(errno));
    if (auto made = disk::make_folder(to); !made) return made;
    Copying copying(folder.number(), to);
    if (auto copied = copying.copy("event.toml", largest_event_toml); !copied) return copied;
    auto names = files_named_by(to);
    names.erase("event.toml");
    names.erase(std::string(seal_file));
    if (names.size() + 2 > most_pack_files) {
        return fail("copy the pack: it names more than " + std::to_string(most_pack_files) + " files");
    }
    for (const auto& name : names) {
        // What is named and not there: reading the copy says so, with the line.
        if (!copying.has(name)) continue;
        if (auto copied = copying.copy(name, largest_named_file); !copied) return copied;
    }
    if (copying.has(seal_file)) {
        if (auto copied = copying.copy(std::string(seal_file), largest_seal_file); !copied) return copied;
    }
    return copying.finish();
}

}  // namespace hineni

#include "hineni/mirror.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <set>
#include <span>

#include "sync/bundle/bundle.hpp"
#include "sync/bundle/open_file.hpp"

namespace hineni {

namespace {

// How many copies are compared in the time of making one, about: reading waits for no disk to be written.
constexpr std::size_t compared_per_copy = 16;

OpenFile open_folder(const std::filesystem::path& folder) {
    return OpenFile(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

const char* hint_for(int cause) {
    switch (cause) {
        case ENOENT:
        case ENOTDIR: return "plug the stick in, and make the folder on it";
        case ENOSPC:
        case EDQUOT: return "make room on the stick, or take another one";
        case EACCES:
        case EPERM:
        case EROFS: return "allow writing to the stick, or take another one";
        default: return "take another stick";
    }
}

auto cannot(const std::filesystem::path& folder, int cause) {
    return fail("copy to the mirror " + folder.string() + ": " + std::strerror(cause), hint_for(cause));
}

// Whole and on the disk.
bool holds(const OpenFile& folder, const Bundle& bundle) {
    const OpenFile file(::openat(folder.number(), bundle.name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file) return false;
    const auto there = file.read_all(bundle.bytes.size());
    return there && *there == bundle.bytes && ::fsync(file.number()) == 0;
}

// The same for all, so that dates tell no order: 2000-01-01, which FAT knows too.
constexpr timespec any_time{946'684'800, 0};

// Complete under its name, or not at all. 0, or the cause.
int put(const OpenFile& folder, const Bundle& bundle) {
    const auto part = "." + bundle.name + ".part";
    constexpr int flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC;
    const OpenFile file(::openat(folder.number(), part.c_str(), flags, 0644));
    if (!file) return errno;
    // A desk on another laptop is another user there; FAT, where nobody owns anything, refuses and needs it not.
    static_cast<void>(::fchmod(file.number(), 0644));
    const std::array<timespec, 2> times{any_time, any_time};
    static_cast<void>(::futimens(file.number(), times.data()));
    const bool written = file.write_all(bundle.bytes) && ::futimens(file.number(), times.data()) == 0 &&
                         ::fsync(file.number()) == 0 &&
                         ::renameat(folder.number(), part.c_str(), folder.number(), bundle.name.c_str()) == 0;
    if (!written) {
        const int cause = errno;
        ::unlinkat(folder.number(), part.c_str(), 0);
        return cause;
    }
    // Some network file systems cannot sync a folder, and need not.
    return ::fsync(folder.number()) == 0 || errno == EINVAL ? 0 : errno;
}

Bundle bundle_of(const Envelope& envelope) {
    return make_bundle(envelope.event, std::span(&envelope.bytes, 1));
}

Result<std::set<std::string>> names_in(const std::filesystem::path& folder) {
    struct Close {
        void operator()(DIR* open) const { ::closedir(open); }
    };
    const std::unique_ptr<DIR, Close> open(::opendir(folder.c_str()));
    if (!open) return cannot(folder, errno);
    std::set<std::string> names;
    for (;;) {
        errno = 0;
        const auto* entry = ::readdir(open.get());
        if (entry == nullptr && errno != 0) return cannot(folder, errno);
        if (entry == nullptr) return names;
        if (is_bundle_name(entry->d_name)) names.insert(entry->d_name);
    }
}

}  // namespace

Result<void> Mirror::add(const Envelope& envelope) {
    const auto folder = open_folder(folder_);
    if (!folder) return cannot(folder_, errno);
    const auto bundle = bundle_of(envelope);
    if (!holds(folder, bundle)) {
        if (const int cause = put(folder, bundle); cause != 0) return cannot(folder_, cause);
    }
    there_.insert_or_assign(envelope.id, bundle.name);
    return {};
}

Result<void> Mirror::take_stock(QueueReader& queue) {
    const auto names = names_in(folder_);
    if (!names) return tl::unexpected(names.error());
    auto ids = queue.ids();
    if (!ids) return tl::unexpected(ids.error());
    std::map<EntryId, std::string> still_there;
    for (const auto& id : *ids) {
        const auto known = there_.find(id);
        if (known != there_.end() && names->contains(known->second)) {
            still_there.insert(*known);
        } else {
            left_.push_back(id);
        }
    }
    there_ = std::move(still_there);
    return {};
}

Result<std::size_t> Mirror::work_off(QueueReader& queue, std::size_t at_most) {
    const auto folder = open_folder(folder_);
    if (!folder) return cannot(folder_, errno);
    std::size_t copied = 0;
    for (std::size_t seen = 0; !left_.empty() && copied < at_most && seen < at_most * compared_per_copy; ++seen) {
        const auto id = left_.back();
        auto bytes = queue.bytes(id);
        if (!bytes) return tl::unexpected(bytes.error());
        // Erased meanwhile; or no envelope at all, which sync says when it comes to send it.
        const auto envelope = *bytes ? read_envelope(std::move(**bytes)) : fail("it was erased");
        if (envelope) {
            const auto bundle = bundle_of(*envelope);
            if (!holds(folder, bundle)) {
                if (const int cause = put(folder, bundle); cause != 0) return cannot(folder_, cause);
                ++copied;
            }
            there_.insert_or_assign(id, bundle.name);
        }
        left_.pop_back();
    }
    return copied;
}

Result<Mirror::Progress> Mirror::catch_up(QueueReader& queue, std::size_t at_most) {
    if (left_.empty()) {
        if (auto taken = take_stock(queue); !taken) return tl::unexpected(std::move(taken.error()));
    }
    const auto copied = work_off(queue, at_most);
    if (!copied) {
        left_.clear();
        return tl::unexpected(copied.error());
    }
    return Progress{*copied, left_.empty()};
}

}  // namespace hineni

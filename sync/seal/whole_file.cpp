#include "sync/seal/whole_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace hineni {

namespace fs = std::filesystem;

namespace {

const char* hint_for(int cause) {
    switch (cause) {
        case ENOENT:
        case ENOTDIR: return "make the folder first, or choose another one";
        case EACCES:
        case EPERM:
        case EROFS: return "choose a folder you may write to";
        case ENOSPC:
        case EDQUOT:
        case EFBIG: return "the disk is full: free some space, then try again";
        default: return "";
    }
}

fs::path folder_of(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

// Moves without replacing. FAT, which sticks have, knows no second names for a file; a few others know only those.
int move_if_none(const char* from, const char* to) {
    if (::renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return errno;
    if (::link(from, to) != 0) return errno;
    ::unlink(from);
    return 0;
}

}  // namespace

WholeFile::WholeFile(fs::path place, std::string passing, int descriptor)
    : place_(std::move(place)), passing_(std::move(passing)), descriptor_(descriptor) {}

WholeFile::WholeFile(WholeFile&& other) noexcept
    : place_(std::move(other.place_)),
      passing_(std::exchange(other.passing_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

WholeFile::~WholeFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!passing_.empty()) ::unlink(passing_.c_str());
}

Error WholeFile::error(const char* attempt, int cause) const {
    return {std::string(attempt) + " " + place_.string() + ": " + std::strerror(cause), hint_for(cause)};
}

Result<WholeFile> WholeFile::begin(const fs::path& place) {
    std::string passing = (folder_of(place) / ("." + place.filename().string() + ".XXXXXX")).string();
    const int descriptor = ::mkostemp(passing.data(), O_CLOEXEC);  // Mode 0600.
    if (descriptor < 0) return tl::unexpected(WholeFile(place, "", -1).error("write", errno));
    return WholeFile(place, std::move(passing), descriptor);
}

Result<void> WholeFile::write(BytesView bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return tl::unexpected(error("write", errno));
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

Result<void> WholeFile::finish() {
    if (::fsync(descriptor_) != 0) return tl::unexpected(error("write", errno));
    const int closed = ::close(std::exchange(descriptor_, -1));
    if (closed != 0) return tl::unexpected(error("write", errno));
    return {};
}

// The name is durable only once its folder is.
Result<void> WholeFile::sync_folder() {
    const int folder = ::open(folder_of(place_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return tl::unexpected(error("sync folder of", errno));
    const int synced = ::fsync(folder);
    const int cause = errno;
    ::close(folder);
    // Some network file systems cannot sync a folder, and need not.
    if (synced != 0 && cause != EINVAL) return tl::unexpected(error("sync folder of", cause));
    return {};
}

Result<void> WholeFile::put() {
    if (auto finished = finish(); !finished) return finished;
    if (std::rename(passing_.c_str(), place_.c_str()) != 0) return tl::unexpected(error("put in place", errno));
    passing_.clear();
    return sync_folder();
}

Result<bool> WholeFile::put_if_none() {
    if (auto finished = finish(); !finished) return tl::unexpected(finished.error());
    const int cause = move_if_none(passing_.c_str(), place_.c_str());
    if (cause == EEXIST) return false;
    if (cause != 0) return tl::unexpected(error("put in place", cause));
    passing_.clear();
    if (auto synced = sync_folder(); !synced) return tl::unexpected(synced.error());
    return true;
}

Result<Secret> read_secret_file(const fs::path& file, std::size_t at_most) {
    const auto problem = [&](int cause) {
        return fail("read " + file.string() + ": " + std::strerror(cause),
                    cause == EACCES ? "see that this user may read it" : "");
    };
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return problem(errno);
    Secret content(at_most + 1);
    std::size_t size = 0;
    int cause = 0;
    while (size < content.capacity()) {
        const auto got = ::read(descriptor, content.room().data() + size, content.capacity() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) cause = errno;
        if (got <= 0) break;
        size += static_cast<std::size_t>(got);
    }
    ::close(descriptor);
    if (cause != 0) return problem(cause);
    if (size > at_most) return fail("read " + file.string() + ": it is too large to be what it should be");
    content.resize(size);
    return content;
}

Result<std::optional<Bytes>> read_small_file(const fs::path& file, std::size_t at_most) {
    const auto attempt = "read " + file.string() + ": ";
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0) {
        if (errno == ENOENT) return std::nullopt;
        return fail(attempt + (errno == ELOOP ? "it is a link" : std::strerror(errno)));
    }
    struct stat found {};
    const bool plain = ::fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode);
    Bytes content(plain ? at_most + 1 : 0);
    std::size_t size = 0;
    int cause = 0;
    while (size < content.size()) {
        const auto got = ::read(descriptor, content.data() + size, content.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) cause = errno;
        if (got <= 0) break;
        size += static_cast<std::size_t>(got);
    }
    ::close(descriptor);
    if (!plain) return fail(attempt + "it is no file");
    if (cause != 0) return fail(attempt + std::strerror(cause));
    if (size > at_most) return fail(attempt + "it is too large to be what it should be");
    content.resize(size);
    return content;
}

}  // namespace hineni

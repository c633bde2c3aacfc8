#include "sync/packs/disk.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace hineni::disk {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> failed(const std::string& attempt, const fs::path& path, int cause) {
    const bool full = cause == ENOSPC || cause == EDQUOT;
    return fail(attempt + " " + path.string() + ": " + std::strerror(cause),
                full ? "the disk is full: free some space, then try again" : "");
}

int write_all(int file, BytesView bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return 0;
}

}  // namespace

Result<void> make_folder(const fs::path& folder) {
    if (::mkdir(folder.c_str(), 0700) != 0) return failed("make", folder, errno);
    return {};
}

Result<void> make_file(const fs::path& path, BytesView bytes) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) return failed("write", path, errno);
    int cause = write_all(file, bytes);
    if (cause == 0 && ::fsync(file) != 0) cause = errno;
    if (cause == 0) (void)::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    if (::close(file) != 0 && cause == 0) cause = errno;
    if (cause != 0) return failed("write", path, cause);
    return {};
}

Result<void> sync_folder(const fs::path& path) {
    const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return failed("sync", path, errno);
    const int cause = ::fsync(folder) == 0 ? 0 : errno;
    ::close(folder);
    if (cause != 0) return failed("sync", path, cause);
    return {};
}

Result<void> move(const fs::path& from, const fs::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) return failed("put in place", to, errno);
    return sync_folder(to.parent_path());
}

Result<void> point(const fs::path& link, const std::string& target) {
    const auto passing = link.parent_path() / ("." + link.filename().string());
    if (auto removed = take_away(passing); !removed) return removed;  // Of an attempt that was cut off.
    if (::symlink(target.c_str(), passing.c_str()) != 0) return failed("make", passing, errno);
    return move(passing, link);
}

std::optional<std::string> target_of(const fs::path& link) {
    std::array<char, 256> target{};
    const auto size = ::readlink(link.c_str(), target.data(), target.size());
    if (size <= 0) return std::nullopt;
    return std::string(target.data(), static_cast<std::size_t>(size));
}

Result<void> take_away(const fs::path& path) {
    std::error_code wrong;
    fs::remove_all(path, wrong);
    if (wrong) return fail("remove " + path.string() + ": " + wrong.message());
    return {};
}

}  // namespace hineni::disk

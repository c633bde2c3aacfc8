#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include "sync/seal/whole_file.hpp"

namespace hineni {

namespace fs = std::filesystem;

namespace {

Error cannot_erase(const fs::path& path, int cause) {
    return {"erase " + path.string() + ": " + std::strerror(cause), "erase the whole card"};
}

// 0, or why not. On the disk when it returns.
int overwrite(const fs::path& file) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0) return errno;
    struct stat found {};
    int cause = ::fstat(descriptor, &found) == 0 ? 0 : errno;
    constexpr std::array<std::uint8_t, 4096> nothing{};
    for (off_t left = cause == 0 ? found.st_size : 0; left > 0;) {
        const auto put = ::write(descriptor, nothing.data(), std::min<std::size_t>(nothing.size(), left));
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) {
            cause = errno;
            break;
        }
        left -= put;
    }
    if (cause == 0 && ::fsync(descriptor) != 0) cause = errno;
    ::close(descriptor);
    return cause;
}

}  // namespace

Result<void> erase_file(const fs::path& file) {
    struct stat found {};
    if (::lstat(file.c_str(), &found) != 0) {
        if (errno == ENOENT) return {};
        return tl::unexpected(cannot_erase(file, errno));
    }
    // A file with a second name keeps its bytes for that one.
    if (S_ISREG(found.st_mode) && found.st_nlink == 1) {
        if (const int cause = overwrite(file); cause != 0) return tl::unexpected(cannot_erase(file, cause));
    }
    if (::unlink(file.c_str()) != 0) return tl::unexpected(cannot_erase(file, errno));
    return {};
}

Result<void> erase_folder(const fs::path& folder) {
    std::error_code wrong;
    std::vector<fs::path> inside;
    for (fs::directory_iterator each(folder, wrong); !wrong && each != fs::directory_iterator();
         each.increment(wrong)) {
        inside.push_back(each->path());
    }
    if (wrong == std::errc::no_such_file_or_directory) return {};
    if (wrong) return tl::unexpected(cannot_erase(folder, wrong.value()));
    for (const auto& path : inside) {
        std::error_code none;
        const bool deeper = fs::symlink_status(path, none).type() == fs::file_type::directory;
        if (auto erased = deeper ? erase_folder(path) : erase_file(path); !erased) return erased;
    }
    if (::rmdir(folder.c_str()) != 0) return tl::unexpected(cannot_erase(folder, errno));
    return {};
}

}  // namespace hineni

#include "kiosk/shell/wiped_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace hineni {

namespace fs = std::filesystem;

namespace {

struct OpenFile {
    int descriptor = -1;
    ~OpenFile() {
        if (descriptor >= 0) ::close(descriptor);
    }
};

tl::unexpected<Error> problem(const char* attempt, const fs::path& where, int cause) {
    return fail(std::string(attempt) + " " + where.string() + ": " + std::strerror(cause));
}

// Zeros from where the descriptor stands; 0, or why it ended early.
int write_zeros(int descriptor, std::uint64_t bytes) {
    static constexpr std::array<char, std::size_t{64} * 1024> zeros{};
    while (bytes > 0) {
        const auto some = static_cast<std::size_t>(std::min<std::uint64_t>(bytes, zeros.size()));
        const auto written = ::write(descriptor, zeros.data(), some);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return written < 0 ? errno : EIO;
        bytes -= static_cast<std::uint64_t>(written);
    }
    return 0;
}

}  // namespace

Result<void> wipe_file(const fs::path& file) {
    const OpenFile open{::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW)};
    if (open.descriptor < 0 && errno == ENOENT) return {};
    // A link is only a name.
    if (open.descriptor < 0 && errno != ELOOP) return problem("write over", file, errno);
    if (open.descriptor >= 0) {
        struct stat about {};
        if (::fstat(open.descriptor, &about) != 0) return problem("write over", file, errno);
        const int cause = write_zeros(open.descriptor, static_cast<std::uint64_t>(about.st_size));
        if (cause != 0) return problem("write over", file, cause);
        if (::fsync(open.descriptor) != 0) return problem("write over", file, errno);
    }
    if (::unlink(file.c_str()) != 0) return problem("take away", file, errno);
    return {};
}

Result<void> wipe_folder(const fs::path& folder) {
    std::error_code cause;
    if (!fs::is_directory(fs::symlink_status(folder, cause))) return wipe_file(folder);
    for (const auto& each : fs::directory_iterator(folder, cause)) {
        if (auto wiped = wipe_folder(each.path()); !wiped) return wiped;
    }
    if (!cause) fs::remove(folder, cause);
    if (cause) return problem("take away", folder, cause.value());
    return {};
}

Result<void> write_over_free_space(const fs::path& folder, std::uint64_t at_most) {
    std::string place = (folder / ".free.XXXXXX").string();
    const OpenFile open{::mkostemp(place.data(), O_CLOEXEC)};
    if (open.descriptor < 0)
        return errno == ENOSPC ? Result<void>() : problem("write over free space in", folder, errno);
    int cause = write_zeros(open.descriptor, at_most);
    if (::fsync(open.descriptor) != 0 && cause == 0) cause = errno;
    ::unlink(place.c_str());
    const bool full = cause == ENOSPC || cause == EDQUOT || cause == EFBIG;
    if (cause != 0 && !full) return problem("write over free space in", folder, cause);
    return {};
}

}  // namespace hineni

#include "sync/desk/nameless_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>

namespace hineni {

namespace {

std::string room_folder() {
    const char* named = std::getenv("TMPDIR");
    return named != nullptr && *named != '\0' ? named : "/var/tmp";
}

Error room_trouble(int cause) {
    return {"set entries aside in " + room_folder() + ": " + std::strerror(cause),
            "make room there, or name another folder of this computer in TMPDIR"};
}

// Not every file system knows files without a name.
int nameless() {
    const auto place = room_folder();
    const int descriptor = ::open(place.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
    if (descriptor >= 0) return descriptor;
    auto name = place + "/.hineni-XXXXXX";
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0) ::unlink(name.c_str());
    return named;
}

}  // namespace

NamelessFile::NamelessFile(NamelessFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

NamelessFile& NamelessFile::operator=(NamelessFile&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

NamelessFile::~NamelessFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Error NamelessFile::damaged() {
    return room_trouble(EIO);
}

Result<void> NamelessFile::open() {
    if (descriptor_ < 0) descriptor_ = nameless();
    if (descriptor_ < 0) return tl::unexpected(room_trouble(errno));
    return {};
}

Result<void> NamelessFile::write(std::uint64_t at, BytesView bytes) {
    while (!bytes.empty()) {
        const auto wrote = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return tl::unexpected(room_trouble(wrote < 0 ? errno : ENOSPC));
        bytes = bytes.subspan(static_cast<std::size_t>(wrote));
        at += static_cast<std::uint64_t>(wrote);
    }
    return {};
}

Result<void> NamelessFile::read(std::uint64_t at, std::span<std::uint8_t> bytes) const {
    while (!bytes.empty()) {
        const auto got = ::pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return tl::unexpected(room_trouble(got < 0 ? errno : EIO));
        bytes = bytes.subspan(static_cast<std::size_t>(got));
        at += static_cast<std::uint64_t>(got);
    }
    return {};
}

}  // namespace hineni

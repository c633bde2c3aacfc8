#include "sync/desk/spool.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>

namespace hineni {

namespace {

std::string folder() {
    const char* named = std::getenv("TMPDIR");
    return named != nullptr && *named != '\0' ? named : "/var/tmp";
}

auto trouble(int cause) {
    return fail("set entries aside in " + folder() + ": " + std::strerror(cause),
                "make room there, or name another folder of this computer in TMPDIR");
}

// Not every file system knows files without a name.
int nameless_file() {
    const auto place = folder();
    const int nameless = ::open(place.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
    if (nameless >= 0) return nameless;
    auto name = place + "/.hineni-XXXXXX";
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0) ::unlink(name.c_str());
    return named;
}

}  // namespace

Spool::~Spool() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> Spool::open() {
    descriptor_ = nameless_file();
    if (descriptor_ < 0) return trouble(errno);
    return {};
}

Result<Spool::Place> Spool::add(std::string_view clear) {
    const auto size = clear.size() + PassingCipher::longer_by;
    assert(size <= std::numeric_limits<std::uint16_t>::max());  // Contents are half as large at most.
    const auto at = end_.fetch_add(size);
    const Place place{at & ((std::uint64_t{1} << 48U) - 1), size & 0xFFFFU};
    const auto sealed = cipher_.seal(clear, place.at);
    for (std::size_t done = 0; done < size;) {
        const auto wrote =
            ::pwrite(descriptor_, sealed.data() + done, size - done, static_cast<off_t>(place.at + done));
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return trouble(wrote < 0 ? errno : ENOSPC);
        done += static_cast<std::size_t>(wrote);
    }
    return place;
}

Result<void> Spool::read(const Place& place, Secret& clear) const {
    Bytes sealed(place.size);
    for (std::size_t done = 0; done < sealed.size();) {
        const auto got =
            ::pread(descriptor_, sealed.data() + done, sealed.size() - done, static_cast<off_t>(place.at + done));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return trouble(got < 0 ? errno : EIO);
        done += static_cast<std::size_t>(got);
    }
    if (!cipher_.open(sealed, place.at, clear)) return trouble(EIO);
    return {};
}

}  // namespace hineni

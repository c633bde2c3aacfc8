#include "sync/bundle/open_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace hineni {

OpenFile::~OpenFile() {
    if (number_ >= 0) ::close(number_);
}

bool OpenFile::write_all(BytesView bytes) const {
    while (!bytes.empty()) {
        const auto written = ::write(number_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

Result<Bytes> OpenFile::read_all(std::size_t at_most) const {
    struct stat found {};
    if (::fstat(number_, &found) != 0) return fail(std::strerror(errno));
    if (!S_ISREG(found.st_mode)) return fail("it is not a file");
    if (static_cast<std::size_t>(found.st_size) > at_most) {
        return fail("it is larger than " + std::to_string(at_most) + " bytes");
    }
    Bytes bytes(static_cast<std::size_t>(found.st_size));
    std::size_t have = 0;
    while (have < bytes.size()) {
        const auto got = ::read(number_, bytes.data() + have, bytes.size() - have);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(std::strerror(errno));
        if (got == 0) return fail("it became shorter while it was read");
        have += static_cast<std::size_t>(got);
    }
    return bytes;
}

}  // namespace hineni

#include "sync/send/folder_drop.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "sync/bundle/bundle.hpp"
#include "sync/bundle/open_file.hpp"

namespace hineni {

namespace {

OpenFile opened(const std::filesystem::path& path, int flags) {
    return OpenFile(::open(path.c_str(), flags | O_CLOEXEC, 0644));
}

Answered cannot(const std::string& attempt, int cause) {
    Answered answer;
    answer.why = attempt + ": " + std::strerror(cause);
    switch (cause) {
        case ENOENT:
        case ENOTDIR: answer.hint = "plug in the stick, or make the folder with mkdir -p"; break;
        case ENOSPC:
        case EDQUOT: answer.hint = "make room there, or use another folder"; break;
        case EACCES:
        case EPERM:
        case EROFS: answer.hint = "allow writing there, or use another folder"; break;
        default: answer.hint = "check the stick or disk, or use another folder"; break;
    }
    return answer;
}

// The same bytes under the same name are there already, and on the disk.
bool holds(const std::filesystem::path& path, BytesView bytes) {
    const auto file = opened(path, O_RDONLY | O_NOFOLLOW);
    if (!file) return false;
    const auto there = file.read_all(bytes.size());
    return there && std::equal(there->begin(), there->end(), bytes.begin(), bytes.end()) && ::fsync(file.number()) == 0;
}

}  // namespace

Answered FolderDrop::put(std::string_view name, BytesView bytes) {
    const std::string attempt = "write to " + folder_.string();
    const auto folder = opened(folder_, O_RDONLY | O_DIRECTORY);
    if (!folder) return cannot(attempt, errno);
    const auto path = folder_ / name;
    if (!holds(path, bytes)) {
        const auto part = folder_ / ("." + std::string(name) + ".part");
        const auto file = opened(part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
        if (!file) return cannot(attempt, errno);
        if (!file.write_all(bytes) || ::fsync(file.number()) != 0 || ::rename(part.c_str(), path.c_str()) != 0) {
            const int cause = errno;
            ::unlink(part.c_str());
            return cannot(attempt, cause);
        }
    }
    if (::fsync(folder.number()) != 0) return cannot(attempt, errno);
    return {Reply::Accepted, {}, {}, {}};
}

Result<std::vector<std::string>> FolderDrop::list() {
    std::vector<std::string> names;
    std::error_code wrong;
    std::filesystem::directory_iterator entries(folder_, wrong);
    while (!wrong && entries != std::filesystem::directory_iterator()) {
        auto name = entries->path().filename().string();
        if (is_bundle_name(name)) names.push_back(std::move(name));
        entries.increment(wrong);
    }
    if (wrong)
        return fail("look into " + folder_.string() + ": " + wrong.message(),
                    "plug in the stick, or name another folder");
    std::sort(names.begin(), names.end());
    return names;
}

Result<std::optional<Bytes>> FolderDrop::find(std::string_view name, std::size_t at_most) {
    const std::string attempt = "read " + std::string(name) + " in " + folder_.string();
    if (!is_drop_name(name)) return fail(attempt + ": it is not the name of a bundle");
    const auto file = opened(folder_ / name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    // A folder that is missing holds nothing that one could know of.
    if (!file && errno == ENOENT && std::filesystem::is_directory(folder_)) return std::nullopt;
    if (!file) return fail(attempt + ": " + std::strerror(errno));
    auto bytes = file.read_all(at_most);
    if (!bytes) return within(attempt, std::move(bytes.error()));
    return std::optional(std::move(*bytes));
}

}  // namespace hineni

#include "tests/support/crash_disk.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "tests/support/crash_disk_files.hpp"

namespace hineni {

namespace fs = std::filesystem;

namespace {

using Call = CrashDisk::Call;
using Weather = CrashDisk::Weather;

CrashDisk::Inside& disk_of(sqlite3_vfs* vfs) {
    return *static_cast<CrashDisk::Inside*>(vfs->pAppData);
}

int open_path(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
    auto& disk = disk_of(vfs);
    file->pMethods = nullptr;
    const std::string name = path == nullptr ? "" : path;
    if (disk.weather(Call::Open, name) != Weather::Fair) return SQLITE_CANTOPEN;
    auto& image = disk.image;
    const auto found = image.names.find(name);
    const bool make = (flags & SQLITE_OPEN_CREATE) != 0;
    auto number = found == image.names.end() ? 0 : found->second;
    if (number == 0) {
        // Made by somebody else than SQLite: Database makes its file before it opens it.
        const bool real = !name.empty() && fs::exists(name);
        if (!real && !make) return SQLITE_CANTOPEN;
        number = image.next++;
        image.to_change(number);
        if (!name.empty()) image.name(name, number);
        if (!real) disk.show(name);
    }
    const bool journal = (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL)) != 0;
    auto* open = new OpenFile{disk, number, name};
    open->syncs_names = make && journal;
    disk.open.push_back(open);
    auto* handle = reinterpret_cast<FileHandle*>(file);
    handle->open = open;
    handle->file.pMethods = &crash_disk_methods;
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
}

int delete_path(sqlite3_vfs* vfs, const char* path, int sync_folder) {
    auto& disk = disk_of(vfs);
    if (disk.weather(Call::Delete, path) != Weather::Fair) return SQLITE_IOERR_DELETE;
    if (!disk.image.names.contains(path)) return SQLITE_IOERR_DELETE_NOENT;
    disk.image.remove(path);
    if (sync_folder != 0) disk.image.sync_names(path);
    disk.image.forget_nameless([&](auto number) { return disk.is_open(number); });
    disk.show(path);
    return SQLITE_OK;
}

int has_path(sqlite3_vfs* vfs, const char* path, int what, int* answer) {
    auto& disk = disk_of(vfs);
    if (disk.weather(Call::Access, path) != Weather::Fair) return SQLITE_IOERR_ACCESS;
    const auto* file = disk.image.file(path);
    // As SQLite under Linux: an empty journal counts as none.
    *answer = file != nullptr && (what != SQLITE_ACCESS_EXISTS || file->now.size() > 0) ? 1 : 0;
    return SQLITE_OK;
}

int whole_path(sqlite3_vfs*, const char* path, int room, char* out) {
    sqlite3_snprintf(room, out, "%s", path);
    return SQLITE_OK;
}

int random_bytes(sqlite3_vfs* vfs, int count, char* out) {
    std::generate_n(out, count, [&] { return static_cast<char>(disk_of(vfs).chance()); });
    return count;
}

int sleep_not(sqlite3_vfs*, int micros) {
    return micros;
}

int some_time(sqlite3_vfs*, double* days) {
    *days = 2461000.5;
    return SQLITE_OK;
}

int last_error(sqlite3_vfs*, int, char*) {
    return 0;
}

fs::path fresh_folder() {
    std::error_code none;
    const fs::path memory = "/dev/shm";
    const bool usable = fs::is_directory(memory, none) && ::access(memory.c_str(), W_OK) == 0;
    auto name = ((usable ? memory : fs::temp_directory_path()) / "hineni-disk-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("crash disk: cannot make " + name);
    return name;
}

}  // namespace

bool CrashDisk::Inside::is_open(DiskImage::Number number) const {
    return std::ranges::any_of(open, [&](const OpenFile* each) { return !each->dead && each->number == number; });
}

void CrashDisk::Inside::show(const std::string& path) const {
    if (path.empty()) return;
    const auto* file = image.file(path);
    if (file == nullptr) {
        ::unlink(path.c_str());
        return;
    }
    const int real = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (real < 0) throw std::runtime_error("crash disk: cannot make " + path);
    const bool shown = ::ftruncate(real, file->now.size() > 0 ? 1 : 0) == 0;
    ::close(real);
    if (!shown) throw std::runtime_error("crash disk: cannot change " + path);
}

void CrashDisk::Inside::put(DiskImage next, const std::string& device) {
    const auto before = std::exchange(image, std::move(next));
    for (auto* each : open) {
        if (each->path.empty() || each->path.starts_with(device + "/")) each->dead = true;
    }
    for (const auto& [name, number] : before.names) {
        if (!image.names.contains(name)) show(name);
    }
    for (const auto& [name, number] : image.names) {
        if (!name.starts_with(device + "/")) continue;
        const auto* was = before.file(name);
        const bool same = was != nullptr && (was->now.size() > 0) == (image.files.at(number)->now.size() > 0);
        if (!same) show(name);
    }
    image.forget_nameless([this](auto number) { return is_open(number); });
}

void CrashDisk::Inside::close(OpenFile* file) {
    if (file->shared) {
        for (std::size_t slot = 0; slot < SQLITE_SHM_NLOCK; ++slot) {
            if (file->reads[slot]) --file->shared->readers[slot];
            if (file->writes[slot]) file->shared->writer[slot] = false;
        }
    }
    std::erase(open, file);
    delete file;
    image.forget_nameless([this](auto number) { return is_open(number); });
}

CrashDisk::CrashDisk(std::uint64_t seed) : inside_(std::make_unique<Inside>()) {
    static int count = 0;
    auto& in = *inside_;
    in.folder = fresh_folder();
    in.vfs_name = "hineni-crash-disk-" + std::to_string(++count);
    auto& vfs = in.vfs;
    vfs.iVersion = 1;
    vfs.szOsFile = sizeof(FileHandle);
    vfs.mxPathname = 512;
    vfs.zName = in.vfs_name.c_str();
    vfs.pAppData = inside_.get();
    vfs.xOpen = open_path;
    vfs.xDelete = delete_path;
    vfs.xAccess = has_path;
    vfs.xFullPathname = whole_path;
    vfs.xRandomness = random_bytes;
    vfs.xSleep = sleep_not;
    vfs.xCurrentTime = some_time;
    vfs.xGetLastError = last_error;
    if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK) throw std::runtime_error("crash disk: SQLite does not take it");
    reseed(seed);
}

CrashDisk::~CrashDisk() {
    sqlite3_vfs_unregister(&inside_->vfs);
    sqlite3_randomness(0, nullptr);
    std::error_code ignored;
    fs::remove_all(inside_->folder, ignored);
}

void CrashDisk::reseed(std::uint64_t seed) {
    inside_->chance.seed(seed);
    sqlite3_randomness(0, nullptr);  // The next number is the first from this seed.
}

const fs::path& CrashDisk::folder() const {
    return inside_->folder;
}

void CrashDisk::watch(Watch watch) {
    inside_->watch = std::move(watch);
}

void CrashDisk::ignore_syncs(const char* ending) {
    inside_->ignored = ending;
}

const DiskImage& CrashDisk::image() const {
    return inside_->image;
}

void CrashDisk::put(DiskImage image) {
    inside_->put(std::move(image), inside_->folder.string());
}

void CrashDisk::crash(const fs::path& device) {
    inside_->put(inside_->image, device.string());
}

void CrashDisk::power_cut(const fs::path& device, Chance& chance) {
    auto next = inside_->image;
    const auto before = take_folder(next, device.string());
    put_back(next, after_power_cut(before, chance));
    inside_->put(std::move(next), device.string());
}

}  // namespace hineni

#include "kiosk/text/font_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <memory>

namespace hineni {

namespace {

struct Mapping {
    void* start = nullptr;
    std::size_t size = 0;
};

void unmap(void* mapping) {
    const std::unique_ptr<Mapping> gone(static_cast<Mapping*>(mapping));
    (void)munmap(gone->start, gone->size);
}

}  // namespace

hb_blob_t* map_font(const std::string& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return nullptr;
    struct stat about {};
    void* start = MAP_FAILED;
    const bool known = fstat(file, &about) == 0 && about.st_size > 0;
    const auto size = static_cast<std::size_t>(about.st_size);
    if (known) start = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    (void)close(file);
    if (start == MAP_FAILED) return nullptr;
    auto mapping = std::make_unique<Mapping>(Mapping{start, size});
    return hb_blob_create(static_cast<const char*>(start), static_cast<unsigned>(size), HB_MEMORY_MODE_READONLY,
                          mapping.release(), unmap);
}

void give_back_pages(hb_blob_t* blob) {
    unsigned size = 0;
    const char* start = hb_blob_get_data(blob, &size);
    if (size > 0) (void)madvise(const_cast<char*>(start), size, MADV_DONTNEED);
}

}  // namespace hineni

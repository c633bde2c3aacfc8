#include "kiosk/shell/kms/dumb_buffer.hpp"

#include <sys/mman.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace hineni {

static tl::unexpected<Error> no_memory(const char* attempt) {
    return fail(std::string("make memory for the screen: ") + attempt + ": " + std::strerror(errno));
}

DumbBuffer::DumbBuffer(int device, PixelExtent size) : device_(device) {
    pixels_.width = size.width;
    pixels_.height = size.height;
}

Result<DumbBuffer> DumbBuffer::make(int device, PixelExtent size) {
    DumbBuffer made(device, size);
    std::uint32_t pitch = 0;
    const auto width = static_cast<std::uint32_t>(size.width);
    const auto height = static_cast<std::uint32_t>(size.height);
    if (drmModeCreateDumbBuffer(device, width, height, 32, 0, &made.handle_, &pitch, &made.bytes_) != 0) {
        return no_memory("create it");
    }
    // 24 bits of color in 32: 0x00RRGGBB, what the rasteriser draws.
    if (drmModeAddFB(device, width, height, 24, 32, pitch, made.handle_, &made.framebuffer_) != 0) {
        return no_memory("have it shown");
    }
    std::uint64_t offset = 0;
    if (drmModeMapDumbBuffer(device, made.handle_, &offset) != 0) return no_memory("reach it");
    void* mapped = mmap(nullptr, made.bytes_, PROT_READ | PROT_WRITE, MAP_SHARED, device, static_cast<off_t>(offset));
    if (mapped == MAP_FAILED) return no_memory("reach it");
    made.pixels_.data = static_cast<std::uint32_t*>(mapped);
    made.pixels_.stride = static_cast<int>(pitch / sizeof(std::uint32_t));
    return made;
}

DumbBuffer::DumbBuffer(DumbBuffer&& other) noexcept
    : device_(other.device_),
      handle_(std::exchange(other.handle_, 0)),
      framebuffer_(std::exchange(other.framebuffer_, 0)),
      bytes_(other.bytes_),
      pixels_(std::exchange(other.pixels_, {})) {}

DumbBuffer& DumbBuffer::operator=(DumbBuffer&& other) noexcept {
    if (this == &other) return *this;
    let_go();
    device_ = other.device_;
    handle_ = std::exchange(other.handle_, 0);
    framebuffer_ = std::exchange(other.framebuffer_, 0);
    bytes_ = other.bytes_;
    pixels_ = std::exchange(other.pixels_, {});
    return *this;
}

void DumbBuffer::let_go() {
    if (pixels_.data != nullptr) munmap(pixels_.data, bytes_);
    if (framebuffer_ != 0) drmModeRmFB(device_, framebuffer_);
    if (handle_ != 0) drmModeDestroyDumbBuffer(device_, handle_);
}

DumbBuffer::~DumbBuffer() {
    let_go();
}

}  // namespace hineni

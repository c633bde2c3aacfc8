// DumbBuffer: memory that a screen shows, which every graphics driver has, without Mesa. Written to, never read.
#pragma once

#include <cstdint>

#include "hineni/result.hpp"
#include "kiosk/raster/raster.hpp"
#include "kiosk/shell/kms/panel.hpp"

namespace hineni {

class DumbBuffer {
  public:
    // The device, open, must outlive it.
    [[nodiscard]] static Result<DumbBuffer> make(int device, PixelExtent size);
    DumbBuffer(DumbBuffer&& other) noexcept;
    DumbBuffer& operator=(DumbBuffer&& other) noexcept;
    ~DumbBuffer();

    [[nodiscard]] Pixels pixels() const { return pixels_; }
    [[nodiscard]] std::uint32_t framebuffer() const { return framebuffer_; }

  private:
    DumbBuffer(int device, PixelExtent size);
    void let_go();

    int device_ = -1;
    std::uint32_t handle_ = 0, framebuffer_ = 0;
    std::uint64_t bytes_ = 0;
    Pixels pixels_;
};

}  // namespace hineni

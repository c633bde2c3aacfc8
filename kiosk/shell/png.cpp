#include "kiosk/shell/png.hpp"

#include <stb_image_write.h>

#include <cstdint>
#include <system_error>
#include <vector>

namespace hineni {

Result<void> write_png(const std::filesystem::path& file, Pixels pixels) {
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height) *
                                    3);
    auto* to = bytes.data();
    for (int y = 0; y < pixels.height; ++y) {
        const std::uint32_t* row = pixels.data + static_cast<std::ptrdiff_t>(y) * pixels.stride;
        for (int x = 0; x < pixels.width; ++x) {
            for (const unsigned shift : {16U, 8U, 0U}) *to++ = static_cast<std::uint8_t>(row[x] >> shift & 0xFFU);
        }
    }
    // Most lines of a screen are like the one above: that filter alone makes files as small as trying all of them on
    // each line, which takes most of the time of a gallery.
    stbi_write_force_png_filter = 2;
    stbi_write_png_compression_level = 5;  // The least.
    auto beside = file;
    beside += ".part";
    const std::string attempt = "write the picture " + file.string();
    if (stbi_write_png(beside.c_str(), pixels.width, pixels.height, 3, bytes.data(), pixels.width * 3) == 0) {
        std::error_code ignored;
        std::filesystem::remove(beside, ignored);
        return fail(attempt + ": the file cannot be written", "check that the folder exists and the disk is not full");
    }
    std::error_code trouble;
    std::filesystem::rename(beside, file, trouble);
    if (trouble) return fail(attempt + ": " + trouble.message());
    return {};
}

}  // namespace hineni

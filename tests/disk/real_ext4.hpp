// RealExt4: a real ext4 whose every write to its disk is logged: a FUSE export of qemu-storage-daemon as a loop device.
#pragma once

#include <filesystem>
#include <string>

#include "hineni/result.hpp"
#include "tests/support/fresh_folder.hpp"

namespace hineni {

inline constexpr std::size_t ext4_bytes = std::size_t{32} << 20;

// Why this machine cannot have one; empty where it can.
[[nodiscard]] std::string no_ext4_here();

class RealExt4 {
  public:
    RealExt4();
    ~RealExt4();  // Whatever happened: nothing stays mounted.
    RealExt4(const RealExt4&) = delete;
    RealExt4& operator=(const RealExt4&) = delete;

    [[nodiscard]] Result<void> start();
    [[nodiscard]] std::filesystem::path mounted() const { return folder_ / "mounted"; }
    [[nodiscard]] std::filesystem::path log() const { return folder_ / "log"; }
    // The disk as it was before the first logged write.
    [[nodiscard]] std::filesystem::path blank() const { return folder_ / "blank"; }
    [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }

  private:
    FreshFolder folder_;
    std::string loop_;
};

// A disk image, mounted as long as this lives.
class Mounted {
  public:
    Mounted(const std::filesystem::path& image, std::filesystem::path at);
    ~Mounted();
    Mounted(const Mounted&) = delete;
    Mounted& operator=(const Mounted&) = delete;
    [[nodiscard]] const std::string& trouble() const { return trouble_; }  // Empty: it is mounted.

  private:
    std::filesystem::path at_;
    std::string trouble_;
};

}  // namespace hineni

// Evening: what happens at a table, on a real ext4, through the shipped programs: cards, people who walk away, programs
// that are killed, deliveries. Then the disk is taken, as it lies there, and looked at by learn.py.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/disk/real_ext4.hpp"
#include "tests/stories/vigil.hpp"

namespace hineni {

// An ext4 of its own, mounted at a folder where that is allowed; elsewhere made of the folder when it is taken, which
// leaves out what a file system keeps of what was deleted.
class SeizedDisk {
  public:
    SeizedDisk(const std::filesystem::path& folder, std::filesystem::path at);
    // The disk as it lies there: an image.
    std::filesystem::path take();

  private:
    std::filesystem::path image_, at_;
    std::unique_ptr<Mounted> mounted_;
};

// What learn.py finds. `canaries` and `order`: its files; empty for none.
nlohmann::json learnt(const std::filesystem::path& image, const std::filesystem::path& canaries,
                      const std::filesystem::path& order = {});

}  // namespace hineni

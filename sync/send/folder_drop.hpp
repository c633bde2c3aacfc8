// FolderDrop: a drop that is a folder on this machine: a stick, a share that somebody mounted, a folder that another
// program carries on.
//
// A bundle is written under a name that no reader takes for one (".<name>.part"), brought to the disk, and only then
// given its own. The folder is never made here: a stick that is not plugged in must not become a folder on the device.
#pragma once

#include <filesystem>

#include "sync/send/transport.hpp"

namespace hineni {

class FolderDrop : public Transport {
  public:
    explicit FolderDrop(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // A full or unwritable folder is Unreachable: it may be emptied, or plugged in again. Nothing is ever Refused.
    [[nodiscard]] Answered put(std::string_view name, BytesView bytes) override;
    [[nodiscard]] Result<std::vector<std::string>> list() override;
    [[nodiscard]] Result<std::optional<Bytes>> find(std::string_view name, std::size_t at_most) override;
    [[nodiscard]] std::string place() const override { return folder_.string(); }

  private:
    std::filesystem::path folder_;
};

}  // namespace hineni

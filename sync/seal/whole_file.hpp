// WholeFile: a file that appears under its name complete and on the disk, or not at all. Written beside its place under
// a passing name, synced, then put in place; a power cut leaves the old state or the new one. Mode 0600.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "hineni/bytes.hpp"
#include "hineni/result.hpp"
#include "hineni/secret.hpp"

namespace hineni {

class WholeFile {
  public:
    // Makes the passing file; the folder must exist.
    [[nodiscard]] static Result<WholeFile> begin(const std::filesystem::path& place);
    WholeFile(WholeFile&& other) noexcept;
    WholeFile& operator=(WholeFile&&) = delete;
    ~WholeFile();  // Takes away what was not put in place.

    [[nodiscard]] Result<void> write(BytesView bytes);

    // One of the two, once. put_if_none: false, and nothing changed, where something is there already.
    [[nodiscard]] Result<void> put();
    [[nodiscard]] Result<bool> put_if_none();

  private:
    WholeFile(std::filesystem::path place, std::string passing, int descriptor);
    [[nodiscard]] Error error(const char* attempt, int cause) const;
    [[nodiscard]] Result<void> finish();
    [[nodiscard]] Result<void> sync_folder();

    std::filesystem::path place_;
    std::string passing_;  // Empty once it is in place.
    int descriptor_ = -1;
};

// The whole of a small file, straight into guarded memory. Fails where it is larger than `at_most` bytes.
[[nodiscard]] Result<Secret> read_secret_file(const std::filesystem::path& file, std::size_t at_most);

// The whole of a small file that somebody else wrote; nothing where there is none. Fails where it is larger than
// `at_most`, a link, or no plain file: a FIFO would let its reader wait for ever.
[[nodiscard]] Result<std::optional<Bytes>> read_small_file(const std::filesystem::path& file, std::size_t at_most);

// Overwrites it, brings that to the disk, and takes it away; nothing to do where there is none. A link is taken away
// and what it names left alone. What a card keeps of overwritten blocks is out of reach.
[[nodiscard]] Result<void> erase_file(const std::filesystem::path& file);
// The same for all that lies in a folder, and the folder.
[[nodiscard]] Result<void> erase_folder(const std::filesystem::path& folder);

}  // namespace hineni

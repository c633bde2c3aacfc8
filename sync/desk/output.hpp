// Output: where a command's result goes: a file that appears whole (mode 0600), or standard output for "-".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hineni/result.hpp"
#include "sync/seal/whole_file.hpp"

namespace hineni {

class Output {
  public:
    // Refuses what is there and no regular file: a device or a pipe would be replaced by a file.
    [[nodiscard]] static Result<Output> to(const std::string& file);

    [[nodiscard]] Result<void> write(std::string_view piece);
    // Nothing of a file is to be seen before.
    [[nodiscard]] Result<void> finish();

  private:
    explicit Output(std::optional<WholeFile> file) : file_(std::move(file)) {}
    [[nodiscard]] Result<void> pass_on();

    std::optional<WholeFile> file_;  // None: standard output.
    std::string waiting_;            // Rows are short; the system is asked in larger pieces.
};

}  // namespace hineni

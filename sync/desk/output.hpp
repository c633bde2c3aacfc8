// Output: where a command's result goes: a file that appears whole (mode 0600), or standard output for "-".
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "hineni/result.hpp"
#include "sync/seal/whole_file.hpp"

namespace hineni {

// Takes the next piece of a file. Pieces are rows, so that a file of any length needs no more memory than one.
using Write = std::function<Result<void>(std::string_view)>;

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

// All that `into` writes, or nothing where it fails. Does nothing where `file` is empty.
[[nodiscard]] Result<void> write_whole(const std::string& file, const std::function<Result<void>(const Write&)>& into);

}  // namespace hineni

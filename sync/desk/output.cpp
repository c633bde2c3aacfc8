#include "sync/desk/output.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace hineni {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t piece_size = 64 * std::size_t{1024};

}  // namespace

Result<Output> Output::to(const std::string& file) {
    if (file == "-") return Output(std::nullopt);
    std::error_code none;
    const auto status = fs::status(file, none);
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        return fail("write " + file + ": this is not a file", "give the name of a file, or - for standard output");
    }
    auto begun = WholeFile::begin(file);
    if (!begun) return tl::unexpected(begun.error());
    return Output(std::move(*begun));
}

Result<void> Output::pass_on() {
    const std::string piece = std::exchange(waiting_, {});
    if (file_) return file_->write(as_bytes(piece));
    const bool written = std::fwrite(piece.data(), 1, piece.size(), stdout) == piece.size() && std::fflush(stdout) == 0;
    if (!written) {
        return fail(std::string("write to standard output: ") + std::strerror(errno),
                    "see that whoever reads it has room");
    }
    return {};
}

Result<void> Output::write(std::string_view piece) {
    waiting_ += piece;
    if (waiting_.size() < piece_size) return {};
    return pass_on();
}

Result<void> Output::finish() {
    if (auto passed = pass_on(); !passed) return passed;
    return file_ ? file_->put() : Result<void>();
}

Result<void> write_whole(const std::string& file, const std::function<Result<void>(const Write&)>& into) {
    if (file.empty()) return {};
    auto output = Output::to(file);
    if (!output) return tl::unexpected(output.error());
    if (auto written = into([&](auto piece) { return output->write(piece); }); !written) return written;
    return output->finish();
}

}  // namespace hineni

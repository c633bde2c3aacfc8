#include "sync/commands/progress.hpp"

#include <unistd.h>

#include <cstdio>
#include <utility>

namespace hineni {

namespace {

constexpr std::size_t width = 24;
constexpr std::size_t most_drawings = 1000;  // A terminal takes longer for a line than a desk for an entry.

}  // namespace

std::string progress_line(const std::string& doing, std::size_t bundles, std::size_t of, std::size_t entries) {
    const auto done = of == 0 ? width : bundles * width / of;
    return doing + " [" + std::string(done, '#') + std::string(width - done, ' ') + "] " + std::to_string(bundles) +
           " of " + std::to_string(of) + " bundles, " + std::to_string(entries) + " entries";
}

Progress::Progress(std::string doing, std::size_t bundles)
    : doing_(std::move(doing)), of_(bundles), shown_(isatty(STDERR_FILENO) != 0) {
    if (shown_) draw();
}

Progress::~Progress() {
    if (shown_) std::fputs("\r\033[K", stderr);
}

void Progress::add(std::size_t entries) {
    if (!shown_) return;
    const std::lock_guard lock(mutex_);
    ++bundles_;
    entries_ += entries;
    const auto steps = of_ == 0 ? most_drawings : bundles_ * most_drawings / of_;
    if (std::exchange(steps_, steps) != steps) draw();
}

void Progress::draw() const {
    std::fprintf(stderr, "\r%s\033[K", progress_line(doing_, bundles_, of_, entries_).c_str());
    std::fflush(stderr);
}

}  // namespace hineni

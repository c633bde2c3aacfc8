#include "sync/commands/stick.hpp"

#include <algorithm>

namespace hineni {

namespace fs = std::filesystem;

Result<fs::path> stick_at(const std::string& named, const fs::path& sticks) {
    std::error_code wrong;
    const auto home = fs::canonical(sticks, wrong);
    auto stick = wrong ? fs::path() : fs::canonical(named, wrong);
    if (wrong || !fs::is_directory(stick, wrong)) {
        return fail("there is no stick at " + named, "put the stick in and wait a moment");
    }
    const auto [in_home, in_stick] = std::mismatch(home.begin(), home.end(), stick.begin(), stick.end());
    if (in_home != home.end() || in_stick == stick.end() || !fs::path(named).is_absolute()) {
        return fail(named + " is not a stick: sticks lie below " + sticks.string());
    }
    return stick;
}

}  // namespace hineni

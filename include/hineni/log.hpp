// One line a time to standard error, where systemd's journal picks it up: "attempt: attempt: cause". Never an answer, a
// name or an address; ids and counts are fine.
#pragma once

#include <cstdio>
#include <string_view>

namespace hineni {

inline void log(std::string_view line) {
    std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
}

}  // namespace hineni

// Memory: what lies in the memory of another process that runs, read by root through /proc/PID/mem, and whether words
// that somebody typed are among it: as text, and as what a typesetter makes of text.
//
// Looked at: every mapping that is readable and was ever writable. Left out: files mapped for reading alone (programs,
// fonts), in which nothing can be written; pages that are not there; pages that their owner made unreadable, which are
// Secret's fences; and mappings of 64 GiB and more, where the sanitizers keep their tables.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hineni {

// A piece of a canary as it could lie in memory.
struct Trace {
    std::string bytes;     // Units one after the other.
    std::size_t unit = 1;  // Bytes of one unit.
    std::size_t stride =
        1;               // Bytes from one unit to the next: more than `unit` where each stands in a record of its own.
    std::string called;  // "name as utf-8"
};

// All pieces of six characters of `words`: UTF-8, UTF-16, UTF-32 by itself and in records of 16, 20 and 24 bytes, and
// the same for the numbers of its glyphs in the kiosk's faces, which are a cipher that anybody with the font undoes.
[[nodiscard]] std::vector<Trace> traces_of(std::string_view words, const std::string& called);

struct Found {
    std::string called;
    std::uint64_t address = 0;
    std::string mapping;  // "[heap]", a file, or "".
};

// At most `most` of them: one is too many.
[[nodiscard]] std::vector<Found> find_in_memory(pid_t process, const std::vector<Trace>& traces, std::size_t most = 20);

// "name as utf-32 at 7f… in [heap]", one a line.
[[nodiscard]] std::string in_words(const std::vector<Found>& found);

}  // namespace hineni

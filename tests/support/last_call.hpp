// LastCall: the calls by which files are changed, any of which can be the last that reaches the disk. What was not
// synced by then may be lost: contents of files, and the last of the names that were made, moved or taken away. A test
// program that wants it wraps write, fsync, syncfs, rename, renameat2, symlink, mkdir and unlink by the linker
// (tests/CMakeLists.txt). One at a time, in one thread.
#pragma once

#include <filesystem>
#include <functional>

namespace hineni::last_call {

struct Watch {
    int calls = 0;      // So many still reach the disk.
    unsigned seed = 0;  // Of what is lost.
    // Only calls about what lies below; empty: all.
    std::filesystem::path below = {};
    // Called when all is lost that is to be lost. Where it comes back, the calls fail from then on, as on a stick that
    // was pulled out; a power cut ends the process instead.
    std::function<void()> then = {};
};

void watch(Watch watch);
// As it was before; true: the last call came. What was lost stays so.
bool stop();

}  // namespace hineni::last_call

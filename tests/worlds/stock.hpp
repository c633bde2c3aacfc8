// Stock: files of a tablet that was just unpacked, made once by the shipping code and copied, page by page when
// written.
#pragma once

#include <filesystem>
#include <span>

#include "tests/support/crash_disk.hpp"

namespace hineni::worlds {

// Before there is any disk: two cannot be there at a time.
void make_stock();
// Gives each of these folders of the disk a queue and a ledger, both empty and closed.
void stock_up(CrashDisk& disk, std::span<const std::filesystem::path> states);

}  // namespace hineni::worlds

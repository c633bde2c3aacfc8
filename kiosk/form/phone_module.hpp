// The one function of the module that the child loads, with the linkage of C, because it is looked up by its name.
#pragma once

#include <cstddef>

namespace hineni {

// Writes the number to `shaped` and returns its length in bytes. 0: impossible. -1: it cannot be told.
extern "C" using ReadPhone =
    int(const char* typed, std::size_t size, const char* region, char* shaped, std::size_t room) noexcept;

inline constexpr const char* read_phone_name = "hineni_read_phone";

}  // namespace hineni

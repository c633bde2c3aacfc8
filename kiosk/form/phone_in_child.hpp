// Reads phone numbers in a child process that is forked for one number and ends with it.
//
// libphonenumber copies a number into strings, protocol buffers and ICU's text, none of which is ever wiped. In the
// child all that goes with the process, and the kiosk itself takes nothing in but the answer, into a Secret. The kiosk
// does not load the library either: that is the child's first act, so nobody waits for it at the start.
#pragma once

#include <chrono>
#include <filesystem>

#include "kiosk/form/phone.hpp"

namespace hineni {

// `module`: the library made of module/phone_module.cpp. Whatever goes wrong, and an answer that does not come within
// `patience`, is PhoneIs::Unread; the child is gone when the reader returns.
[[nodiscard]] PhoneReader phones_in_child(std::filesystem::path module,
                                          std::chrono::milliseconds patience = std::chrono::seconds(1));

// Where the module lies, beside this program: bin/../lib/hineni, in the build as after installation.
[[nodiscard]] std::filesystem::path phone_module_beside(const std::filesystem::path& program);

}  // namespace hineni

// DropAddress: an https: address taken apart. The path often holds a token that lets anybody in, and the user part a
// password, so neither is ever shown: for people there is place().
#pragma once

#include <string>
#include <string_view>

#include "hineni/result.hpp"

namespace hineni {

struct DropAddress {
    std::string folder;  // "https://host:port/path/": percent-encoded, ends with a slash, no user part.
    std::string user, password;
    std::string host;  // With the port where it is not 443.

    [[nodiscard]] std::string place() const { return "https://" + host + "/…"; }
};

// Fails with what would be right, without repeating the address.
[[nodiscard]] Result<DropAddress> drop_address(std::string_view text);

}  // namespace hineni

// The network's end of publishing: questions over one kept connection, with the key in one header of each. The key is
// taken out of every answer before anybody else sees it.
#pragma once

#include "sync/publish/api_key.hpp"
#include "sync/publish/call.hpp"
#include "sync/send/https.hpp"

namespace hineni {

inline constexpr const char* action_network_api = "https://actionnetwork.org/api/v2/";

// With a slash at its end. Fails where it is not https: without a name, a password or a query.
[[nodiscard]] Result<std::string> api_address(const std::string& typed);

// Both outlive it.
[[nodiscard]] AskCall ask_over(Https& https, const ApiKey& key, std::string api);

}  // namespace hineni

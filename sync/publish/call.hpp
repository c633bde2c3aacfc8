// Call: one question to Action Network, without the server's address and without the key. Whoever asks it adds both
// (sync/commands/publish.cpp); a test answers it itself.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "hineni/clock.hpp"
#include "hineni/result.hpp"

namespace hineni {

struct Call {
    std::string method;  // "GET" or "POST"
    std::string path;    // Below the API's address, with its query: "people?filter=…"; empty: the entry point.
    std::string body;    // JSON; empty for GET.
};

struct CallAnswer {
    long status = 0;
    std::string body;
    std::optional<std::chrono::seconds> wait = std::nullopt;  // Retry-After.
};

// Fails where no whole answer came: then nobody knows whether a POST was taken.
using AskCall = std::function<Result<CallAnswer>(const Call&)>;

// At most three calls begin within any second; the server allows four.
inline constexpr Monotonic between_calls{334};

}  // namespace hineni

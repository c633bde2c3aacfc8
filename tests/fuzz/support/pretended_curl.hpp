// libcurl, pretended: its answers stand in a script. What asks through sync/send is the shipped code, with its
// questions, its callbacks and its patience; only the network is left out, and who is at its other end.
//
// An answer is what a server sends: lines of headers, an empty line, a body. In front may stand lines that say what
// libcurl would make of the connection: "!56" that it ends with this code, "~30" that it took so many seconds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hineni/bytes.hpp"

namespace hineni::fuzz {

// One question and what really came back, as this file sees it, which looks at answers for itself.
struct Exchange {
    std::string method;
    std::string url;
    bool whole = false;  // All of the headers and as much body as they promise; 1xx is not the end.
    long status = 0;
    std::string etag;
    std::optional<std::size_t> length;  // Content-Length
    std::string body;
};

// Answers that come from now on, in order; after the last one nobody is there.
void pretend_answers(std::string_view script);
// Since then.
[[nodiscard]] const std::vector<Exchange>& exchanges();

// Between two answers of a script.
inline constexpr std::string_view next_answer = "\n@@\n";

}  // namespace hineni::fuzz

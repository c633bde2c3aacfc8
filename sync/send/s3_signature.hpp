// S3Signature: what makes an object store believe a question, AWS Signature, version 4 ("Signature Calculations for the
// Authorization Header" in Amazon's S3 API Reference). Worked out here and not by libcurl, whose versions differ
// (README.md). Pure: the time is an argument. The secret key signs and never leaves.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hineni/bytes.hpp"
#include "hineni/event_pack.hpp"

namespace hineni {

// What is signed. Of the url, path and query are signed as they stand: percent-encoded as percent_encoded() does it,
// once, and the names of the query in the order of the alphabet, each with its "=".
struct ToSign {
    std::string_view method;
    std::string_view url;   // "https://host/path?query"
    std::string_view time;  // "20260628T230510Z"
    BytesView body;
    std::string_view content_type = {};  // Empty: none is sent.
};

// All headers that the question is to be sent with: "Host: …" and so on, the last of them "Authorization: …".
[[nodiscard]] std::vector<std::string> signed_headers(const ToSign& what, const ObjectStore& store);

// Unix seconds as a signature has them; empty where no calendar does.
[[nodiscard]] std::string in_signature(std::int64_t unix_s);

}  // namespace hineni

// AWS Signature, version 4, worked out a second time from what a server received: by the rules as they are published
// (Amazon S3 API Reference, "Signature Calculations for the Authorization Header"), without libcurl.
#pragma once

#include <string>

namespace hineni::sigv4 {

// Of a whole HTTP/1.1 request. Signed headers, date and region are read from its Authorization and x-amz-date.
[[nodiscard]] std::string signature_of(const std::string& request, const std::string& secret_key);

// What its Authorization says: "Signature", "SignedHeaders" or "Credential"; empty where it says nothing.
[[nodiscard]] std::string said(const std::string& request, const std::string& what);

// Lower-case hexadecimal.
[[nodiscard]] std::string sha256_hex(const std::string& text);

}  // namespace hineni::sigv4

// StoreAddress: "s3://bucket/prefix" and the store that holds it. Path-style: endpoint/bucket/prefix/name.
#pragma once

#include <string>
#include <string_view>

#include "hineni/event_pack.hpp"
#include "hineni/result.hpp"

namespace hineni {

struct StoreAddress {
    std::string bucket_url;  // "https://s3.example.org/bucket"
    std::string prefix;      // "" or "vigil/2026/": ends with a slash, and no character needs an escape.
    std::string place;       // For people: "s3://bucket/vigil/2026 on s3.example.org"
    ObjectStore store;       // Whole.
};

// What `store` leaves open is taken from the environment: AWS_ENDPOINT_URL, AWS_REGION (or else us-east-1),
// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY. Fails with what would be right, and without the keys.
[[nodiscard]] Result<StoreAddress> store_address(std::string_view text, ObjectStore store);

}  // namespace hineni
